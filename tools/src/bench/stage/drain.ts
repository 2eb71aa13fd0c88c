/** Waits until everything that was sold or held has reached the audit. */
import { setTimeout as delay } from 'node:timers/promises';
import { bookingModel } from '@foyer/api/features/bookings/booking.model';
import { partitions, type SeatKeys } from '@foyer/api/features/seats/seat-keys';
import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';

const drainLimitMs = 120_000;
const lookEveryMs = 5;

/** Resolves when no outbox has a fact left and no seat event waits for the audit. */
export async function drained(connection: Connection, redis: Redis, keys: SeatKeys): Promise<void> {
  const deadline = Date.now() + drainLimitMs;
  const bookings = bookingModel(connection);
  while (Date.now() < deadline) {
    if ((await isStreamDone(redis, keys)) && !(await bookings.exists({ 'outbox.at': { $gt: '' } }))) return;
    await delay(lookEveryMs);
  }
  throw new Error(`the audit was not up to date after ${drainLimitMs / 1_000} s`);
}

async function isStreamDone(redis: Redis, keys: SeatKeys): Promise<boolean> {
  const asked = redis.pipeline();
  for (const partition of partitions) asked.xinfo('GROUPS', keys.events(partition));
  const answers = (await asked.exec()) ?? [];
  return answers.every(([error, groups]) => error === null && (groups as unknown[]).every(isUpToDate));
}

/** `lag` is null where Redis can't tell, which happens after a stream was cut; then it is not up to date yet. */
function isUpToDate(group: unknown): boolean {
  const fields = group as readonly unknown[];
  const valueOf = (name: string): unknown => fields[fields.indexOf(name) + 1];
  return valueOf('pending') === 0 && valueOf('lag') === 0;
}
