import mongoose from 'mongoose';
import { expect, it } from 'vitest';
import { isMongoUnavailable } from './mongo.ts';

const { MongoNetworkError, MongoServerError, MongoWriteConcernError } = mongoose.mongo;

const serverError = (message: string, code: number) => new MongoServerError({ message, code });

const unreplicated = new MongoWriteConcernError({
  ok: 1,
  writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' },
});

const socketError = (code: string): Error => Object.assign(new Error('write failed'), { code });

it.each([
  ['a write to a connection that the server has just closed', socketError('EPIPE'), true],
  ['a reset connection', socketError('ECONNRESET'), true],
  ['a closed stream', socketError('ERR_STREAM_DESTROYED'), true],
  ['what the driver calls a network error', new MongoNetworkError('closed'), true],
  ['a primary that stepped down', serverError('not primary', 10_107), true],
  ['a write that the majority did not confirm in time', unreplicated, true],
  ['a read that took longer than it may', serverError('operation exceeded time limit', 50), true],
  ['no member to read from', serverError('no suitable server', 133), true],
  ['a majority that is not known yet', serverError('majority not available yet', 134), true],
  ['a document that the validator refuses', serverError('failed validation', 121), false],
  ['a duplicate key', serverError('E11000', 11_000), false],
  ['a file that is missing', socketError('ENOENT'), false],
  ['a defect of ours', new TypeError('undefined is not a function'), false],
])('%s: away %s', (_what, error, isAway) => {
  expect(isMongoUnavailable(error)).toBe(isAway);
});
