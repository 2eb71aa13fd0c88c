import type { Booking, LedgerBooking } from '@foyer/shared/http/bookings';
import { dayBounds } from '@foyer/shared/time';
import type { BookingId } from '@foyer/shared/ids';
import type { Actor } from '../actor.ts';
import type { BookingRecord } from './booking.ts';
import { requireTouchable } from './booking.policy.ts';
import { presentBooking, presentLedgerBooking } from './booking.presenter.ts';
import type { BookingFilter, BookingRepository } from './booking.repository.ts';
import type { TicketSigner } from './ticket-signer.ts';

export interface LedgerServiceOptions {
  readonly repository: BookingRepository;
  readonly signer: TicketSigner;
  /** The cinema's zone, which decides what a day is. */
  readonly timeZone: () => Promise<string>;
  readonly namesOf: (userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export interface LedgerQuery extends Omit<BookingFilter, 'from' | 'to'> {
  readonly date: string | undefined;
  readonly cursor: string | undefined;
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export type LedgerService = ReturnType<typeof createLedgerService>;

/** Reading bookings: page by page, newest first, stable while new ones arrive. */
export function createLedgerService({ repository, signer, timeZone, namesOf }: LedgerServiceOptions) {
  async function page({ date, cursor, limit, ...filter }: LedgerQuery): Promise<Page<BookingRecord>> {
    const bounds = date ? dayBounds(date, await timeZone()) : undefined;
    const after = cursor === undefined ? null : readCursor(cursor);
    const found = await repository.page({ ...filter, ...bounds }, { after, limit: limit + 1 });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length > limit && last ? cursorOf(last) : null };
  }

  /** Bookings that one person bought or sold, or that staff made of that person's choice. */
  async function madeBy(
    personId: string,
    query: Pick<LedgerQuery, 'date' | 'cursor' | 'limit'>,
  ): Promise<Page<Booking>> {
    const { items, nextCursor } = await page({ ...query, personId });
    return { items: items.map((booking) => presentBooking(booking, signer)), nextCursor };
  }

  /** Everybody's bookings. */
  async function everybodys(query: LedgerQuery): Promise<Page<LedgerBooking>> {
    const { items, nextCursor } = await page(query);
    const names = await namesOf([...new Set(items.map((booking) => booking.actor.id))]);
    return { items: items.map((booking) => presentLedgerBooking(booking, signer, names)), nextCursor };
  }

  /** One booking of the caller, or any for staff. Throws booking.not-found. */
  async function one(actor: Pick<Actor, 'role' | 'userId'>, id: BookingId): Promise<Booking> {
    return presentBooking(requireTouchable(actor, await repository.read(id)), signer);
  }

  return { madeBy, one, everybodys, present: (booking: BookingRecord) => presentBooking(booking, signer) };
}

function cursorOf(booking: BookingRecord): string {
  return `${booking.createdAt.getTime()}.${booking._id}`;
}

function readCursor(cursor: string): { readonly createdAt: Date; readonly id: string } {
  const dot = cursor.indexOf('.');
  return { createdAt: new Date(Number(cursor.slice(0, dot))), id: cursor.slice(dot + 1) };
}
