import { randomUUID } from 'node:crypto';
import type { AuditEvent } from '@foyer/shared/audit';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Lease } from '../../platform/lease.ts';
import { connectMongo } from '../../platform/mongo.ts';
import { RetentionJob, type RetentionOptions } from './retention-job.ts';

const dayMs = 86_400_000;
const rules = { contactMs: 90 * dayMs, mailMs: 30 * dayMs, customerMs: 1_000 * dayMs };
const start = new Date('2026-11-25T12:00:00.000Z');

let connection: Connection;
beforeAll(async () => {
  const database = `retention-${randomUUID().slice(0, 8)}`;
  connection = await connectMongo({ uri: inject('mongoUri'), database, serverSelectionTimeoutMs: 5_000 });
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

/** A house of several nodes with one clock; what each run asks for is in `asked`. */
function house(outcome: () => Promise<number>) {
  const told: AuditEvent[] = [];
  const asked: string[] = [];
  const time = { now: start };
  const id = randomUUID();
  const ask = (what: string) => (before: Date) => {
    asked.push(`${what} ${before.toISOString()}`);
    return outcome();
  };
  const options: RetentionOptions = {
    lease: new Lease(connection, { collection: 'leases', id }),
    rules,
    forgetContacts: ask('contacts'),
    forgetMails: ask('mails'),
    eraseCustomers: ask('customers'),
    record: (event) => Promise.resolve(void told.push(event)),
    clock: { now: () => time.now },
  };
  const later = (ms: number): void => {
    time.now = new Date(time.now.getTime() + ms);
  };
  return { told, asked, later, node: () => new RetentionJob(options) };
}

test('one node of two does it, by the age of each kind, and says how many', async () => {
  const { told, asked, node } = house(() => Promise.resolve(2));
  await Promise.all([node().run(), node().run()]);
  expect(asked).toEqual([
    'contacts 2026-08-27T12:00:00.000Z',
    'mails 2026-10-26T12:00:00.000Z',
    'customers 2024-02-29T12:00:00.000Z',
  ]);
  expect(told).toMatchObject([
    { action: 'retention.applied', after: { contacts: 2, mails: 2, customers: 2 }, actor: { id: 'system' } },
  ]);
});

test('it is done again an hour later, by whichever node, and nothing is told where nothing went', async () => {
  const { told, asked, later, node } = house(() => Promise.resolve(0));
  const [first, second] = [node(), node()];
  await first.run();
  later(3_599_000);
  await Promise.all([first.run(), second.run()]);
  expect(asked).toHaveLength(3);
  later(3_601_000);
  await Promise.all([first.run(), second.run()]);
  expect(asked).toHaveLength(6);
  expect(told).toEqual([]);
});

test('a node that dies in it leaves it to the next hour', async () => {
  const { asked, later, node } = house(() => Promise.reject(new Error('the node died')));
  await expect(node().run()).rejects.toThrow('died');
  later(3_600_000);
  await expect(node().run()).rejects.toThrow('died');
  expect(asked.map((one) => one.split(' ')[0])).toEqual(['contacts', 'contacts']);
});
