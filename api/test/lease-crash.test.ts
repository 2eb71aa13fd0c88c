/** The server is killed while a till brings in what it has sold: nothing is half done, nothing is lost, nothing is sold twice. */
import { randomBytes } from 'node:crypto';
import { readConfig } from '@foyer/api/config';
import { connectMongo } from '@foyer/api/platform/mongo';
import { getReadiness } from '@foyer/shared/http/health';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { importCinema } from './harness/import-cinema.ts';
import { borrow, hallsOf, replay, sellOffline, showOf, statusesOf } from './harness/leases.ts';
import { mintToken } from './harness/people.ts';
import { serverEnvironment, startServer, type ServerProcess } from './harness/server-process.ts';

const rounds = 2;

let env: Record<string, string>;
let connection: Connection;
beforeAll(async () => {
  const namespace = `t-${randomBytes(6).toString('hex')}`;
  env = await serverEnvironment({ mongoUri: inject('mongoUri'), redisUrl: inject('redisUrl'), namespace });
  env = { ...env, LEASE_SEATS: '20', LEASE_HALL_PERCENT: '100' };
  connection = await connectMongo({ ...readConfig(env).mongo, serverSelectionTimeoutMs: 5_000 });
  await importCinema(connection, hallsOf(rounds));
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

async function started(): Promise<{ readonly server: ServerProcess; readonly clerk: Client }> {
  const server = startServer(env);
  const claims = { till: 'til_crash' };
  const clerk = new Client(
    server.origin,
    mintToken(readConfig(env), { userId: 'usr_crash', role: 'CASHIER', claims }),
  );
  await eventually(async () => expect((await clerk.call(getReadiness)).status).toBe(200), 15_000);
  return { server, clerk };
}

interface Stored {
  readonly seats: readonly string[];
  readonly offline: { readonly saleId: string };
}

test(`${rounds} kills in the middle of a journal`, async () => {
  let cutOff = 0;
  for (let round = 0; round < rounds; round += 1) {
    const showtimeId = showOf(round);
    const first = await started();
    const lease = await borrow(first.clerk, showtimeId);
    const sales = lease.seats.map((seat, slip) => sellOffline(lease, [seat], { slip }));
    expect(sales).toHaveLength(20);
    const bookings = connection.collection<Stored>('bookings');
    const booked = { 'offline.leaseId': lease.id } as object;
    const answered = replay(first.clerk, lease, ...sales).then(
      () => true,
      () => false,
    );
    await eventually(async () => {
      expect(await bookings.countDocuments(booked)).toBeGreaterThan(2 + 4 * round);
    });
    first.server.signal('SIGKILL');
    if (!(await answered)) cutOff += 1;
    await first.server.ended;
    const { server, clerk } = await started();
    // What was cut off between two writes of a transaction keeps the lease until MongoDB gives it up, a minute at most.
    const { body } = await eventually(async () => {
      const answer = await replay(clerk, lease, ...sales);
      expect(answer.code).toBeNull();
      return answer;
    }, 90_000);
    expect(body.sales.map(({ outcome }) => outcome)).toEqual(sales.map(() => 'BOOKED'));
    expect(body.lease).toMatchObject({ status: 'ENDED', seats: [] });
    const stored = await bookings.find(booked).toArray();
    expect(stored.map(({ offline }) => offline.saleId).toSorted()).toEqual(
      sales.map(({ saleId }) => saleId as string).toSorted(),
    );
    expect(stored.flatMap(({ seats }) => seats).toSorted()).toEqual(lease.seats.map(String).toSorted());
    await eventually(async () => {
      expect(await statusesOf(clerk, showtimeId, lease.seats)).toEqual(['BOOKED']);
      const facts = connection.collection('auditEntries');
      const told = { action: 'booking.success', 'after.offline.leaseId': lease.id };
      expect(await facts.countDocuments(told)).toBe(20);
    }, 30_000);
    server.signal('SIGTERM');
    await server.ended;
  }
  expect(cutOff).toBeGreaterThan(0);
}, 400_000);
