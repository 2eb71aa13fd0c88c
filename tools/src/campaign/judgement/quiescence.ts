/** Waits until the house is at rest: nothing on its way, nothing due, nobody waiting. */
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Db } from 'mongodb';
import { z } from 'zod';

export type RestOptions = {
  readonly db: Db;
  readonly redisUrl: string;
  readonly redisNamespace: string;
  readonly limitMs: number;
};

/** What was still under way when patience ended; empty at rest. */
export type Unrest = readonly string[];

const everyMs = 250;

export async function waitForRest({ db, redisUrl, redisNamespace, limitMs }: RestOptions): Promise<Unrest> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1 });
  redis.on('error', () => undefined);
  try {
    const deadline = Date.now() + limitMs;
    for (;;) {
      const unrest = [...(await openBookings(db)), ...(await openEvents(redis, redisNamespace))];
      if (unrest.length === 0 || Date.now() > deadline) return unrest;
      await delay(everyMs);
    }
  } finally {
    redis.disconnect();
  }
}

async function openBookings(db: Db): Promise<Unrest> {
  const bookings = db.collection('bookings');
  const counts = {
    'facts in outboxes': await bookings.countDocuments({ 'outbox.0': { $exists: true } }),
    'bookings waiting for money': await bookings.countDocuments({ status: 'PENDING' }),
    'bookings that are due': await bookings.countDocuments({ dueAt: { $type: 'date' } }),
  };
  return Object.entries(counts).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]));
}

const Group = z.looseObject({ name: z.string(), pending: z.number(), lag: z.number().nullable() });

async function openEvents(redis: Redis, namespace: string): Promise<Unrest> {
  let waiting = 0;
  const streams = await redis.keys(`${namespace}:seat-events:*`);
  for (const stream of streams) {
    const groups = (await redis.xinfo('GROUPS', stream)) as readonly (readonly unknown[])[];
    for (const flat of groups) {
      const { pending, lag } = Group.parse(pairs(flat));
      waiting += pending + (lag ?? 0);
    }
  }
  return waiting === 0 ? [] : [`${waiting} seat events not in the audit`];
}

function pairs(flat: readonly unknown[]): Record<string, unknown> {
  const entries = flat.flatMap((key, index) =>
    index % 2 === 0 ? [[String(key), flat[index + 1]] as const] : [],
  );
  return Object.fromEntries(entries);
}
