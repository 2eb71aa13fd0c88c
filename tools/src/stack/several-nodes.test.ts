import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { seatKeys } from '@foyer/api/features/seats/seat-keys';
import type { SeatMapChanged } from '@foyer/shared/events/seat-map';
import { listShowtimes } from '@foyer/shared/http/catalogue';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import type { ShowtimeId } from '@foyer/shared/ids';
import { MongoClient, ReadConcern } from 'mongodb';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownersOf } from '../engines/redis-faults.ts';
import { testFolder } from '../engines/test-folder.ts';
import { signIn } from '../sign-in/sign-in.ts';
import { ApiClient } from '../smoke/api-client.ts';
import type { StackDescription } from './description.ts';
import { eventually, persist, Till } from './stack.harness.ts';
import { type Stack, startStack } from './stack.ts';

let folder: string;
let stack: Stack;
let nodeA: string;
let nodeB: string;
let token: string;
let till: Till;
let showtimes: readonly ShowtimeId[];
beforeAll(async () => {
  folder = await testFolder();
  const shape = { nodes: 2, workers: 0, redisCluster: true, redisReplicas: 1, mongoReplicas: 3 };
  stack = await startStack({ shape, folder, say: () => undefined });
  [nodeA = '', nodeB = ''] = stack.urls;
  token = (await signIn(nodeA, 'cashier@example.test')).accessToken;
  till = new Till(token);
  const listed = await new ApiClient(nodeA).call(listShowtimes, listShowtimes.replies[200]);
  showtimes = listed.showtimes
    .filter(({ sales, availability }) => sales === 'OPEN' && availability.available >= 40)
    .map(({ id }) => id);
});
afterAll(async () => {
  const inOrder = await stack.stop();
  await rm(folder, { recursive: true, force: true });
  if (!inOrder) throw new Error('the stack did not stop in order');
});

/** How often each seat of a showtime is claimed, and by which bookings, as the majority of MongoDB has it. */
async function claimsOf(showtimeId: string) {
  const client = new MongoClient(stack.mongoUri);
  try {
    const bookings = client
      .db('foyer')
      .collection<{ _id: string; seats: string[] }>('bookings', { readConcern: new ReadConcern('majority') });
    const found = await bookings.find({ showtimeId, claims: true }).toArray();
    return { ids: found.map(({ _id }) => _id), seats: found.flatMap(({ seats }) => seats) };
  } finally {
    await client.close();
  }
}

async function expectSoldOnce(showtimeId: string, acknowledged: readonly string[]): Promise<void> {
  const { ids, seats } = await claimsOf(showtimeId);
  expect(ids).toEqual(expect.arrayContaining([...acknowledged]));
  expect(seats.length).toBe(new Set(seats).size);
}

async function bookedAt(url: string, showtimeId: string): Promise<string[]> {
  const map = await new ApiClient(url).call(getSeatMap, getSeatMap.replies[200], {
    params: { id: showtimeId },
  });
  return map.seats.filter(({ status }) => status === 'BOOKED').map(({ id }) => id);
}

test('what one node holds another sells, and a third person sees it', async () => {
  const [showtimeId = ''] = showtimes;
  const held = await till.lockBest(nodeA, showtimeId, 2);
  if (held.body === null) throw new Error(`the hold was refused: ${held.code}`);
  const sold = await till.confirm(nodeB, held.body, 'sold-at-the-other');
  expect([held.status, sold.status]).toEqual([201, 201]);
  const again = await till.lock(nodeA, showtimeId, held.body.hold.seats);
  expect([again.status, again.code]).toEqual([409, 'seats.taken']);
});

test('a map watched at one node shows a sale at another within a second', async () => {
  const [, showtimeId = ''] = showtimes;
  const socket = io(nodeA, { transports: ['websocket'], auth: { token } });
  const booked = new Map<string, number>();
  socket.on('seat-map:changed', ({ changes }: SeatMapChanged) => {
    for (const { seat, status } of changes) if (status === 'BOOKED') booked.set(seat, performance.now());
  });
  await socket.emitWithAck('seat-map:watch', { showtimeId });
  const sale = await till.sellTwo([nodeB], showtimeId);
  const soldAt = performance.now();
  await eventually(async () => expect([...booked.keys()].sort()).toEqual(sale?.booking.seats), 2_000);
  socket.disconnect();
  expect(Math.max(...booked.values()) - soldAt).toBeLessThan(1_000);
});

test('stack.json names every part with its process', async () => {
  const read = async () => JSON.parse(await readFile(join(folder, 'stack.json'), 'utf8')) as StackDescription;
  const { pid, urls, parts } = await read();
  expect([pid, urls, parts.length]).toEqual([process.pid, stack.urls, 3 + 6 + 2]);
  expect(parts.map((part) => part.pid)).toEqual(stack.parts.map((part) => part.pid));
});

test('a Redis master is killed: its replica takes over, sales go on by themselves, no seat is sold twice', async () => {
  const [, , showtimeId = ''] = showtimes;
  const first = await till.sellTwo(stack.urls, showtimeId);
  const redisParts = stack.parts.filter(({ facts }) => facts.kind === 'redis-server');
  const ports = redisParts.map(({ facts }) => facts.port);
  const { master } = await ownersOf(ports, seatKeys('foyer').seats(showtimeId as ShowtimeId));
  const victim = redisParts.find(({ facts }) => facts.port === master);
  if (victim === undefined || first === null) throw new Error('there is nobody to kill');
  await stack.kill(victim);
  const killedAt = performance.now();
  const refused = await till.lock(nodeA, showtimeId, first.booking.seats);
  expect([503, 409]).toContain(refused.status);
  const sales = [first];
  for (const url of [nodeA, nodeB, nodeA, nodeB]) {
    const sale = await till.sellTwo([url], showtimeId);
    if (sales.length === 1) console.log(`redis failover: ${Math.round(performance.now() - killedAt)} ms`);
    if (sale !== null) sales.push(sale);
  }
  const again = await persist([nodeA, nodeB], (url) => till.lock(url, showtimeId, first.booking.seats));
  expect([again.code, sales.length]).toEqual(['seats.taken', 5]);
  await expectSoldOnce(
    showtimeId,
    sales.map(({ booking }) => booking.id),
  );
  const sold = sales.flatMap(({ booking }) => booking.seats).sort();
  for (const url of stack.urls) {
    await eventually(async () => expect((await bookedAt(url, showtimeId)).sort()).toEqual(sold), 5_000);
  }
  await stack.restart(victim);
});

test('the MongoDB primary is stepped down and killed amid sales: every acknowledged one survives', async () => {
  const [, , , showtimeId = ''] = showtimes;
  const client = new MongoClient(stack.mongoUri);
  const acknowledged: string[] = [];
  let slowestMs = 0;
  const sellFor = async (ms: number): Promise<void> => {
    const deadline = Date.now() + ms;
    while (Date.now() < deadline) {
      const startedAt = performance.now();
      const sale = await till.sellTwo(stack.urls, showtimeId);
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      if (sale !== null) acknowledged.push(sale.booking.id);
    }
  };
  const amid = async (what: string, act: () => Promise<void>): Promise<void> => {
    slowestMs = 0;
    const before = acknowledged.length;
    const selling = [sellFor(1_500), sellFor(1_500), sellFor(1_500)];
    await act();
    await Promise.all(selling);
    console.log(`mongo ${what}: slowest sale ${Math.round(slowestMs)} ms`);
    expect(acknowledged.length).toBeGreaterThan(before);
  };

  await amid('step-down', async () => {
    await client.db('admin').command({ replSetStepDown: 5, force: true });
  });
  const primary = (await eventually(() => primaryPortOf(client), 10_000)).value;
  const victim = stack.parts.find(({ facts }) => facts.port === primary);
  if (victim === undefined) throw new Error('there is no primary to kill');
  await amid('kill -9', () => stack.kill(victim));
  await client.close();
  await expectSoldOnce(showtimeId, acknowledged);
  await stack.restart(victim);
});

test('without a majority of MongoDB a sale is refused in time, and the same sale sent later is one sale', async () => {
  const [, , , , showtimeId = ''] = showtimes;
  const held = await till.lockBest(nodeA, showtimeId, 2);
  if (held.body === null) throw new Error(`the hold was refused: ${held.code}`);
  const { body } = held;
  const sell = (url: string) => till.confirm(url, body, 'without-a-majority');
  const client = new MongoClient(stack.mongoUri);
  const primary = (await eventually(() => primaryPortOf(client), 10_000)).value;
  await client.close();
  const others = stack.parts.filter(
    ({ facts }) => facts.kind === 'mongod' && facts.port !== primary, // what is left takes writes that nobody confirms
  );
  for (const other of others) await stack.kill(other);
  for (const url of [nodeA, nodeB, nodeA]) {
    const startedAt = performance.now();
    const refused = await sell(url);
    const ms = Math.round(performance.now() - startedAt);
    console.log(`mongo without a majority: refused after ${ms} ms`);
    expect([refused.status, refused.code]).toEqual([503, 'service.unavailable']);
    expect(ms).toBeLessThan(6_000);
  }
  await eventually(async () => expect((await fetch(`${nodeA}/readyz`)).status).toBe(503), 10_000);

  for (const other of others) await stack.restart(other);
  const backAt = performance.now();
  const sold = await persist(stack.urls, sell);
  console.log(`mongo with its majority again: sold after ${Math.round(performance.now() - backAt)} ms`);
  const again = await sell(nodeB);
  expect([sold.status, again.status, again.body]).toEqual([201, 201, sold.body]);
  await eventually(async () => expect((await fetch(`${nodeA}/readyz`)).status).toBe(200), 10_000);
  const next = await till.sellTwo(stack.urls, showtimeId);
  const ids = [sold, { body: next }].flatMap((sale) => sale.body?.booking.id ?? []);
  expect(ids).toHaveLength(2);
  await expectSoldOnce(showtimeId, ids);
});

async function primaryPortOf(client: MongoClient): Promise<number> {
  const hello = await client.db('admin').command({ hello: 1 });
  return Number(String(hello['primary']).split(':')[1]);
}
