import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { readConfig } from '@foyer/api/config';
import { connectMongo } from '@foyer/api/platform/mongo';
import { getReadiness } from '@foyer/shared/http/health';
import { confirmBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { freePort } from '@foyer/tools/engines/ports';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildCinema, firstSeats, shows } from './harness/cinema.ts';
import { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { importCinema } from './harness/import-cinema.ts';
import { mintToken } from './harness/people.ts';
import { serverEnvironment, startServer } from './harness/server-process.ts';
import { withinMs } from './harness/within.ts';

const namespace = `t-${randomBytes(6).toString('hex')}`;
let env: Record<string, string>;
let connection: Connection;
beforeAll(async () => {
  env = await serverEnvironment({ mongoUri: inject('mongoUri'), redisUrl: inject('redisUrl'), namespace });
  const { mongo } = readConfig(env);
  connection = await connectMongo({ ...mongo, serverSelectionTimeoutMs: 5_000 });
  await importCinema(connection, buildCinema());
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

describe('a server that can not start says why in one sentence and ends with 1', () => {
  test('without Redis', async () => {
    const address = `127.0.0.1:${await freePort()}`;
    const ended = await withinMs(8_000, () => startServer({ ...env, REDIS_ADDR: address }).ended);
    expect(ended).toEqual({ code: 1, stdout: '', stderr: `Redis does not answer at redis://${address}.\n` });
  });

  test('without MongoDB, and without the password in its address', async () => {
    const address = `127.0.0.1:${await freePort()}`;
    const uri = `mongodb://foyer:hunter2@${address}/?replicaSet=foyer`;
    const ended = await withinMs(8_000, () => startServer({ ...env, MONGO_URI: uri }).ended);
    const stderr = `MongoDB does not answer at mongodb://${address}/?replicaSet=foyer.\n`;
    expect(ended).toEqual({ code: 1, stdout: '', stderr });
  });

  test('on a port that is in use', async () => {
    const squatter = createServer().listen(Number(env['PORT']), '127.0.0.1');
    await once(squatter, 'listening');
    const ended = await withinMs(12_000, () => startServer(env).ended);
    squatter.close();
    expect(ended).toEqual({ code: 1, stdout: '', stderr: `Port ${env['PORT']} is in use.\n` });
  });
});

test('a wrong configuration is told whole, fault by fault', async () => {
  const wrong = { ...env, PORT: 'eighty', ROLES: 'api,cook', JWT_SECRET: 'short', MONGO_URI: 'localhost' };
  const { code, stderr } = await startServer(wrong).ended;
  expect(code).toBe(1);
  const [first, ...faults] = stderr.trimEnd().split('\n');
  expect(first).toBe('The configuration has 4 fault(s):');
  for (const name of ['PORT', 'ROLES', 'JWT_SECRET', 'MONGO_URI']) {
    expect(faults.filter((fault) => fault.trim().startsWith(name))).toHaveLength(1);
  }
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s in the middle of sales keeps what was answered, and ends with 0 in time',
  async (name) => {
    const server = startServer(env);
    const token = mintToken(readConfig(env), { userId: `u_${name}`, role: 'CASHIER' });
    const clerk = new Client(server.origin, token);
    await eventually(async () => expect((await clerk.call(getReadiness)).status).toBe(200), 10_000);
    const params = { id: name === 'SIGTERM' ? shows.open : shows.late };
    const sold: Booking[] = [];
    const selling = firstSeats(40).map(async (seat) => {
      try {
        const held = await clerk.call(lockSeats, { params, body: { seats: [seat] } });
        const sale = await clerk.call(confirmBooking, { params, body: { holdId: held.body.hold.id } });
        sold.push(sale.body.booking);
        if (sold.length === 5) server.signal(name);
      } catch {
        // Refused or cut off: the buyer was told nothing, and nothing is owed to them.
      }
    });
    await Promise.all(selling);
    const { code } = await withinMs(6_000, () => server.ended);
    expect(code).toBe(0);
    expect(sold.length).toBeGreaterThanOrEqual(5);
    const ids = sold.map(({ id }) => id as string);
    const kept = await connection
      .collection<{ _id: string }>('bookings')
      .countDocuments({ _id: { $in: ids }, status: 'BOOKED', claims: true });
    expect(kept).toBe(sold.length);
  },
);

test('clients that never finish their request do not keep it from stopping in order', async () => {
  const server = startServer({ ...env, LOG_LEVEL: 'error' });
  const client = new Client(server.origin);
  await eventually(async () => expect((await client.call(getReadiness)).status).toBe(200), 10_000);
  const stalled = Array.from({ length: 20 }, () => connect(Number(env['PORT']), '127.0.0.1'));
  for (const socket of stalled) {
    socket.on('error', () => undefined); // the server hangs up on it
    socket.write(
      'POST /api/auth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
    );
  }
  await Promise.all(stalled.map((socket) => once(socket, 'connect')));
  server.signal('SIGTERM');
  expect(await withinMs(5_000, () => server.ended)).toEqual({ code: 0, stdout: '', stderr: '' });
});
