import type { Db } from 'mongodb';
import { z } from 'zod';
import type { Final } from '../history/history.ts';

const Stored = z.object({
  _id: z.string(),
  status: z.string(),
  version: z.int(),
  claims: z.boolean(),
  showtimeId: z.string(),
  seats: z.array(z.string()),
  holdId: z.string().nullable(),
});

/** Every booking as the database has it. */
export async function* readFinals(db: Db): AsyncGenerator<Final> {
  const fields = { status: 1, version: 1, claims: 1, showtimeId: 1, seats: 1, holdId: 1 };
  for await (const document of db.collection('bookings').find({}, { projection: fields })) {
    const { _id: booking, showtimeId: showtime, holdId, ...rest } = Stored.parse(document);
    yield { kind: 'final', booking, showtime, ...rest, holds: holdId === null ? [] : [holdId] };
  }
}
