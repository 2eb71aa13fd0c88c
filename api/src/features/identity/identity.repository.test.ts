import { randomUUID } from 'node:crypto';
import { SessionId, UserId } from '@foyer/shared/ids';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrate } from '../../platform/indexes.ts';
import { connectMongo } from '../../platform/mongo.ts';
import { createIdentityRepository, identityModels, type IdentityRepository } from './identity.repository.ts';
import { rotationOn } from './rotation.policy.ts';

const { firstState, rotated } = rotationOn({ idleMs: 60_000, shiftMs: 600_000 });
const client = { kind: 'DESKTOP', name: null } as const;
const now = new Date();
const soon = new Date(now.getTime() + 60_000);
let connection: Connection;
let repository: IdentityRepository;
beforeAll(async () => {
  const database = `identity-${randomUUID().slice(0, 8)}`;
  connection = await connectMongo({ uri: inject('mongoUri'), database, serverSelectionTimeoutMs: 5_000 });
  repository = createIdentityRepository(connection);
  await migrate(connection, identityModels(connection));
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

async function sessionOf(user: string) {
  const session = {
    id: SessionId.parse(`ses_${randomUUID()}`),
    userId: UserId.parse(user),
    rotation: firstState('0', now),
    client,
    tillId: null,
    signedInBy: 'GOOGLE' as const,
    createdAt: now,
  };
  await repository.saveSession(session);
  return session;
}

test('an attempt is taken only with its own browser’s secret, and once', async () => {
  const attempt = {
    _id: randomUUID(),
    browserSecretHash: 'mine',
    redirectUri: 'http://127.0.0.1:9/',
    clientState: 's',
    codeChallenge: 'c',
    expiresAt: soon,
  };
  await repository.saveAttempt(attempt);
  expect(await repository.takeAttempt(attempt._id, 'another')).toBeNull();
  const taken = await Promise.all([1, 2, 3].map(() => repository.takeAttempt(attempt._id, 'mine')));
  expect(taken.filter(Boolean)).toEqual([attempt]);
});

test('a code is taken once', async () => {
  const code = { _id: randomUUID(), userId: 'u', redirectUri: 'r', codeChallenge: 'c', expiresAt: soon };
  await repository.saveCode(code);
  const taken = await Promise.all([1, 2, 3].map(() => repository.takeCode(code._id)));
  expect(taken.filter(Boolean)).toEqual([code]);
});

test('a session moves on from its latest token only, for one caller only', async () => {
  const { id, rotation } = await sessionOf('usr_a');
  const next = rotated(rotation, '1', now);
  const moves = await Promise.all([1, 2, 3].map(() => repository.rotateSession(id, '0', next)));
  expect(moves.filter(Boolean)).toHaveLength(1);
  expect(await repository.rotateSession(id, '0', rotated(next, '2', now))).toBe(false);
  expect(await repository.findSession(id)).toEqual({
    id,
    userId: 'usr_a',
    rotation: next,
    client,
    tillId: null,
    signedInBy: 'GOOGLE',
    createdAt: now,
  });
});

test('an ended session does not move on', async () => {
  const { id, rotation } = await sessionOf('usr_b');
  expect([await repository.endSession(id, now), await repository.endSession(id, now)]).toEqual([true, false]);
  expect(await repository.rotateSession(id, '0', rotated(rotation, '1', now))).toBe(false);
  expect(await repository.findSession(id)).toBeNull();
});

test('a field that no model knows is refused', async () => {
  const stray = { ...firstState('0', now), secret: 'x' };
  const ids = { id: SessionId.parse('ses_stray'), userId: UserId.parse('usr_c') };
  const terms = { client, tillId: null, signedInBy: 'GOOGLE' as const };
  const session = { ...ids, ...terms, rotation: stray, createdAt: now };
  await expect(repository.saveSession(session)).rejects.toThrow('not in schema');
});
