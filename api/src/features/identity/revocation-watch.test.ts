import { randomUUID } from 'node:crypto';
import { SessionId, UserId } from '@foyer/shared/ids';
import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import type { AccessClaims } from '../../http/authenticate.ts';
import { systemClock } from '../../platform/clock.ts';
import { migrate } from '../../platform/indexes.ts';
import { createLogger } from '../../platform/logger.ts';
import { connectMongo } from '../../platform/mongo.ts';
import { createIdentityRepository, identityModels } from './identity.repository.ts';
import { createRevocationRepository } from './revocation.repository.ts';
import { RevocationWatch, type RevocationSource } from './revocation-watch.ts';
import { Revocations } from './revocations.ts';

const keepMs = 660_000;
const withinMs = 1_000;

let connection: Connection;
let source: RevocationSource;
beforeAll(async () => {
  const database = `revoked-${randomUUID().slice(0, 8)}`;
  connection = await connectMongo({ uri: inject('mongoUri'), database, serverSelectionTimeoutMs: 5_000 });
  await migrate(connection, identityModels(connection));
  source = createRevocationRepository({ connection, clock: systemClock, keepMs });
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

let watch: RevocationWatch;
afterEach(() => watch.stop());

async function watching(over: RevocationSource): Promise<Revocations> {
  const revocations = new Revocations(systemClock, keepMs);
  watch = new RevocationWatch({
    source: over,
    revocations,
    clock: systemClock,
    log: createLogger('silent'),
  });
  await watch.start();
  return revocations;
}

async function newPerson(): Promise<AccessClaims> {
  const repository = createIdentityRepository(connection);
  const id = `usr_${randomUUID()}`;
  await repository.welcome({ sub: id, email: `${id}@example.test`, name: 'A' }, id, new Date());
  const sid = SessionId.parse('ses_a');
  return { sub: UserId.parse(id), sid, role: 'USER', rv: 1, till: null, by: 'GOOGLE', exp: 1 };
}

const raiseRole = (id: string) => createIdentityRepository(connection).setRole(UserId.parse(id), 'CASHIER');
const disable = (id: string, disabledAt: Date | null) =>
  connection.collection<{ _id: string }>('users').updateOne({ _id: id }, { $set: { disabledAt } });

/** Whether this becomes the reason against the claims within a second. */
async function isSoon(
  revocations: Revocations,
  claims: AccessClaims,
  wanted: string | null,
): Promise<boolean> {
  const isIt = (): boolean => revocations.reasonAgainst(claims) === wanted;
  await vi.waitUntil(isIt, { timeout: withinMs, interval: 20 }).catch(() => undefined);
  return isIt();
}

test('a change of role and a disabling are known within a second, and so is an enabling', async () => {
  const [revocations, person] = [await watching(source), await newPerson()];
  await raiseRole(person.sub);
  expect(await isSoon(revocations, person, 'role-changed')).toBe(true);
  await disable(person.sub, new Date());
  expect(await isSoon(revocations, person, 'disabled')).toBe(true);
  await disable(person.sub, null);
  expect(await isSoon(revocations, { ...person, rv: 2 }, null)).toBe(true);
});

test('what was revoked before the start is known when it returns', async () => {
  const person = await newPerson();
  await raiseRole(person.sub);
  expect((await watching(source)).reasonAgainst(person)).toBe('role-changed');
});

test('an erased person is refused', async () => {
  const [revocations, person] = [await watching(source), await newPerson()];
  await connection.collection<{ _id: string }>('users').deleteOne({ _id: person.sub });
  expect(await isSoon(revocations, person, 'session-ended')).toBe(true);
});

test('where no stream can be opened everything is read again and again', async () => {
  const [revocations, person] = [
    await watching({ ...source, open: () => Promise.reject(new Error('no streams here')) }),
    await newPerson(),
  ];
  await raiseRole(person.sub);
  expect(await isSoon(revocations, person, 'role-changed')).toBe(true);
});

test('a stream that has fallen silent is not waited for', async () => {
  let close = (): void => undefined;
  const silence = new Promise<null>((resolve) => {
    close = () => resolve(null);
  });
  const open = () => Promise.resolve({ next: () => silence, close: () => Promise.resolve(close()) });
  const [revocations, person] = [await watching({ ...source, open }), await newPerson()];
  await raiseRole(person.sub);
  expect(await isSoon(revocations, person, 'role-changed')).toBe(true);
});

test('what happens while the stream is interrupted is known after it, and the stream is followed again', async () => {
  let opened = 0;
  const [first, second] = [await newPerson(), await newPerson()];
  const open: RevocationSource['open'] = async () => {
    opened += 1;
    if (opened > 1) return source.open();
    await raiseRole(first.sub);
    return { next: () => Promise.reject(new Error('interrupted')), close: () => Promise.resolve() };
  };
  const revocations = await watching({ ...source, open });
  expect(await isSoon(revocations, first, 'role-changed')).toBe(true);
  await expect.poll(() => opened, { timeout: withinMs }).toBe(2);
  await raiseRole(second.sub);
  expect(await isSoon(revocations, second, 'role-changed')).toBe(true);
});
