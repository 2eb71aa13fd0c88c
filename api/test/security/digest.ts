/** What a refused request must leave as it was, as one short text. */
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { seatKeys } from '@foyer/api/features/seats/seat-keys';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { BoxOffice } from '../harness/box-office.ts';

/** Everything but the trail, where refusals may be written down, its counter, and the count of wrong PINs. */
const collections = [
  'bookings',
  'users',
  'invitations',
  'sessions',
  'oneTimeCodes',
  'approvals',
  'drawerOpenings',
  'shifts',
  'leaseConflicts',
  'tills',
  'pins',
  'erasures',
  'notifications',
  'showtimes',
  'movies',
  'layouts',
  'auditoriums',
  'priceLists',
  'cinemas',
];

/** Answers by part: `bookings`, `sessions`, … as MongoDB hashes them, and Redis' parts. */
export type Digest = Readonly<Record<string, string>>;

export async function digestOf(box: BoxOffice, show: ShowtimeId): Promise<Digest> {
  const { db } = box.connection;
  if (!db) throw new Error('the connection has no database');
  const [hashes, hall] = await Promise.all([db.command({ dbHash: 1, collections }), hallDigest(box, show)]);
  return { ...(hashes['collections'] as Record<string, string>), ...hall };
}

const lookAgainMs = 15;

/** The same once nothing moves any more: what an accepted request left to be told to Redis is told by then. */
export async function settledDigest(box: BoxOffice, show: ShowtimeId): Promise<Digest> {
  let last = await digestOf(box, show);
  for (;;) {
    await setTimeout(lookAgainMs);
    const next = await digestOf(box, show);
    if (changesBetween(last, next).length === 0) return next;
    last = next;
  }
}

/** The parts that differ. */
export function changesBetween(before: Digest, after: Digest): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name] !== after[name]);
}

/** By Redis' own parts: seats with their holds, when holds end, how many events there were. */
async function hallDigest({ redis, namespace }: BoxOffice, show: ShowtimeId): Promise<Digest> {
  const keys = seatKeys(namespace);
  const partition = keys.partitionOf(show);
  const said = await redis
    .pipeline()
    .hgetall(keys.seats(show))
    .zrange(keys.holds(partition), '0', '-1', 'WITHSCORES')
    .xlen(keys.events(partition))
    .exec();
  const [seats, holds, events] = (said ?? []).map(([error, value]): string =>
    createHash('sha256')
      .update(JSON.stringify(error ?? sorted(value)))
      .digest('hex'),
  );
  return { seats: seats ?? '', holds: holds ?? '', events: events ?? '' };
}

/** Redis tells the fields of a hash in an order that changes while it makes room for more. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
}
