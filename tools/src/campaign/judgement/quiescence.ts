/** Waits until the house is at rest: nothing on its way, nothing due, nobody waiting. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Db } from 'mongodb';
import { z } from 'zod';
import { connectTo } from '../../engines/redis-cluster.ts';

export type RestOptions = {
  readonly db: Db;
  readonly redisPorts: () => readonly number[];
  readonly redisNamespace: string;
  readonly limitMs: number;
  /** Done before each look: what people would do to bring things to their end. */
  readonly meanwhile: () => Promise<void>;
};

/** What was still under way when patience ended; empty at rest. */
export type Unrest = readonly string[];

const everyMs = 250;
const mostCounted = 100;

export async function waitForRest(options: RestOptions): Promise<Unrest> {
  const { db, redisPorts, redisNamespace, limitMs } = options;
  const nodes = redisPorts().map(connectTo);
  try {
    const deadline = Date.now() + limitMs;
    for (;;) {
      await options.meanwhile();
      const events = await Promise.all(nodes.map((node) => openEvents(node, redisNamespace)));
      const waiting = events.reduce((sum, each) => sum + each, 0);
      const unrest = [
        ...(await openBookings(db)),
        ...(waiting === 0 ? [] : [`${waiting} seat events not in the audit`]),
      ];
      if (unrest.length === 0 || Date.now() > deadline) return unrest;
      await delay(everyMs);
    }
  } finally {
    for (const node of nodes) node.disconnect();
  }
}

async function openBookings(db: Db): Promise<Unrest> {
  const bookings = db.collection('bookings');
  const counts = {
    'facts in outboxes': await bookings.countDocuments({ 'outbox.0': { $exists: true } }),
    'bookings that are due': await bookings.countDocuments({ dueAt: { $type: 'date' } }),
  };
  return Object.entries(counts).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]));
}

const Group = z.looseObject({ pending: z.number(), 'last-delivered-id': z.string() });

/** How many events of this node's halls wait; of a replica none, its master tells. */
async function openEvents(redis: Redis, namespace: string): Promise<number> {
  if (!(await redis.info('replication')).includes('role:master')) return 0;
  let waiting = 0;
  for (const stream of await redis.keys(`${namespace}:seat-events:*`)) {
    const groups = (await redis.xinfo('GROUPS', stream)) as readonly (readonly unknown[])[];
    for (const flat of groups) {
      const { pending, 'last-delivered-id': last } = Group.parse(pairs(flat));
      // A replica that took over counts a group's lag wrongly: whether anything comes after is asked of the stream.
      const unread = await redis.xrange(stream, `(${last}`, '+', 'COUNT', mostCounted);
      waiting += pending + unread.length;
    }
  }
  return waiting;
}

function pairs(flat: readonly unknown[]): Record<string, unknown> {
  const entries = flat.flatMap((key, index) =>
    index % 2 === 0 ? [[String(key), flat[index + 1]] as const] : [],
  );
  return Object.fromEntries(entries);
}
