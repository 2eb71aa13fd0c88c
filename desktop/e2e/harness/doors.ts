/** Shows whose doors are open, whatever time it is, and tickets for them. */
import { confirmBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockBestSeats } from '@foyer/shared/http/holds';
import { ShowtimeId } from '@foyer/shared/ids';
import type { Page } from 'playwright-core';
import type { BoxOffice } from './box-office.ts';

interface StoredShow {
  readonly _id: string;
  readonly startsAt: Date;
}

const minuteMs = 60_000;
const moments = ['startsAt', 'endsAt', 'salesEndAt', 'onlineSalesEndAt'] as const;

/**
 * Lets tomorrow's first two shows play today: one in ten minutes, one in half an hour, each two hours long; everything
 * else of today is called away, so that the one about to start is known.
 */
export async function playNow(office: BoxOffice): Promise<readonly [ShowtimeId, ShowtimeId]> {
  return office.inDatabase(async (db) => {
    const showtimes = db.collection<StoredShow>('showtimes');
    const now = Date.now();
    const later = await showtimes
      .find({ startsAt: { $gt: new Date(now + 24 * 60 * minuteMs) } })
      .sort({ startsAt: 1 })
      .limit(2)
      .toArray();
    const ids = later.map(({ _id }) => _id);
    await showtimes.deleteMany({ _id: { $nin: ids } });
    for (const [index, _id] of ids.entries()) {
      const startsAt = now + (10 + 20 * index) * minuteMs;
      const dates = moments.map((name) => [name, new Date(startsAt + 120 * minuteMs)] as const);
      const $set = { ...Object.fromEntries(dates), startsAt: new Date(startsAt) };
      await showtimes.updateOne({ _id }, { $set });
    }
    return [ShowtimeId.parse(ids[0]), ShowtimeId.parse(ids[1])];
  });
}

/** Sells the best seats of a show as whoever is signed in at the counter, beside the screen. */
export async function sellBeside(page: Page, office: BoxOffice, sale: SaleBeside): Promise<Booking> {
  const token = await page.evaluate(async () => {
    const answer = await window.foyer.accessToken({ refused: null });
    return answer.ok && answer.value.kind === 'token' ? answer.value.token : '';
  });
  const { show, count, guest } = sale;
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const reply = await fetch(`${office.url}${path.replace(':id', show)}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    });
    return reply.json();
  };
  const held = lockBestSeats.replies[201].parse(await post(lockBestSeats.path, { count }));
  const contact = guest === undefined ? {} : { contact: { email: 'guest@example.test', name: guest } };
  const sold = await post(confirmBooking.path, { holdId: held.hold.id, ...contact });
  return confirmBooking.replies[201].parse(sold).booking;
}

interface SaleBeside {
  readonly show: ShowtimeId;
  readonly count: number;
  readonly guest?: string;
}

interface StoredBooking {
  readonly _id: string;
  readonly showtimeId: string;
  readonly admissions: readonly { readonly seat: string; readonly undone: unknown }[];
}

/** Another door lets the first seat in, by a server of its own on the same data. */
export async function letInElsewhere(office: BoxOffice, { id, seats }: Booking): Promise<void> {
  await office.inDatabase(async (db) => {
    const bookings = db.collection<StoredBooking>('bookings');
    const stored = await bookings.findOne({ _id: id });
    const admission = {
      seat: seats[0] ?? '',
      showtimeId: stored?.showtimeId,
      scanHash: 'of-another-door',
      at: new Date(),
      scannedAt: null,
      actor: { id: 'usr_other', role: 'CASHIER' },
      till: null,
      place: 'Side door',
      undone: null,
    };
    await bookings.updateOne({ _id: id }, { $push: { admissions: admission } });
  });
}

/** How many admissions of a booking stand in the database, by seat. */
export async function admissionsOf(
  office: BoxOffice,
  { id }: Pick<Booking, 'id'>,
): Promise<Readonly<Record<string, number>>> {
  return office.inDatabase(async (db) => {
    const stored = await db.collection<StoredBooking>('bookings').findOne({ _id: id });
    const seats = (stored?.admissions ?? []).filter(({ undone }) => undone === null).map(({ seat }) => seat);
    return Object.fromEntries(
      [...new Set(seats)].map((seat) => [seat, seats.filter((one) => one === seat).length]),
    );
  });
}
