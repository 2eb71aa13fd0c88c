import mongoose from 'mongoose';
import { expect, it } from 'vitest';
import { isMongoUnavailable } from './mongo.ts';

const { MongoNetworkError, MongoServerError } = mongoose.mongo;

const socketError = (code: string): Error => Object.assign(new Error('write failed'), { code });

it.each([
  ['a write to a connection that the server has just closed', socketError('EPIPE'), true],
  ['a reset connection', socketError('ECONNRESET'), true],
  ['a closed stream', socketError('ERR_STREAM_DESTROYED'), true],
  ['what the driver calls a network error', new MongoNetworkError('closed'), true],
  ['a primary that stepped down', new MongoServerError({ message: 'not primary', code: 10_107 }), true],
  ['a duplicate key', new MongoServerError({ message: 'E11000', code: 11_000 }), false],
  ['a file that is missing', socketError('ENOENT'), false],
  ['a defect of ours', new TypeError('undefined is not a function'), false],
])('%s: away %s', (_what, error, isAway) => {
  expect(isMongoUnavailable(error)).toBe(isAway);
});
