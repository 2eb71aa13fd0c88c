/** Whether the maps that people are shown at rest tell what the database has. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { z } from 'zod';
import type { HttpClient } from '../actors/http-client.ts';
import type { Finding } from '../history/history.ts';

export type MapQuestions = {
  readonly client: HttpClient;
  /** Addresses of the API's nodes: each has maps of its own. */
  readonly nodes: readonly string[];
  /** Showtimes to look at. */
  readonly shows: readonly string[];
  /** Of somebody who may see who holds what. */
  readonly token: string;
};

const Locks = z.object({ locks: z.array(z.object({ seat: z.string(), expiresAt: z.string() })) });
const SeatMap = z.object({ seats: z.array(z.object({ id: z.string(), status: z.string() })) });

/** A hall is compared with the database every ten seconds. */
const patienceMs = 30_000;
const everyMs = 500;

/**
 * I5: a map shows a seat as sold exactly where a booking has it, as held where somebody holds it still, since a sale that
 * was declined leaves its hold alive for two minutes, and every other seat as free.
 */
export async function judgeMaps(db: Db, questions: MapQuestions): Promise<readonly Finding[]> {
  const { nodes, shows } = questions;
  const asked = nodes.flatMap((node) => shows.map((showtime) => ({ node, showtime })));
  const judged = await Promise.all(asked.map((one) => judgeMap(db, one, questions)));
  return judged.flat();
}

async function judgeMap(
  db: Db,
  { node, showtime }: { readonly node: string; readonly showtime: string },
  { client, token }: MapQuestions,
): Promise<readonly Finding[]> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const path = `/api/showtimes/${showtime}`;
    const reply = await client.send(node, { method: 'GET', path: `${path}/seat-map` });
    const map = SeatMap.safeParse(reply.body).data;
    const holds = await client.send(node, { method: 'GET', path: `${path}/seats/locks`, token });
    const locks = Locks.safeParse(holds.body).data?.locks ?? [];
    const held = locks.filter(({ expiresAt }) => Date.parse(expiresAt) > Date.now()).map(({ seat }) => seat);
    const wrong = map && differing(map.seats, { sold: await soldSeats(db, showtime), held: new Set(held) });
    if (wrong?.length === 0) return [];
    if (Date.now() > deadline) {
      const message = wrong ? `the map at ${node} is not what the database has` : `${node} answers no map`;
      return [{ kind: 'finding', invariant: 'I5', message, showtime, seats: wrong ?? [] }];
    }
    await delay(everyMs);
  }
}

/** Seats that are shown otherwise than they are. Pure. */
export function differing(
  shown: readonly { readonly id: string; readonly status: string }[],
  { sold, held }: { readonly sold: ReadonlySet<string>; readonly held: ReadonlySet<string> },
): readonly string[] {
  const known = new Set(shown.map(({ id }) => id));
  const statusOf = (id: string): string => (sold.has(id) ? 'BOOKED' : held.has(id) ? 'LOCKED' : 'AVAILABLE');
  const wrong = shown.filter(({ id, status }) => status !== statusOf(id));
  return [...wrong.map(({ id }) => id), ...[...sold].filter((seat) => !known.has(seat))];
}

async function soldSeats(db: Db, showtimeId: string): Promise<ReadonlySet<string>> {
  const claims = await db
    .collection<{ _id: string; seats: readonly string[] }>('bookings')
    .find({ showtimeId, claims: true }, { projection: { seats: 1 } })
    .toArray();
  return new Set(claims.flatMap(({ seats }) => seats));
}
