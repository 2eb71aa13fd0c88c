/** Whether a sale from a lease can stand: asked by the till before it sells, and by the server when the sale comes in. */
import type { BookingLine } from '../http/bookings.ts';
import type { TicketType } from '../http/catalogue.ts';
import type { ConflictReason, OfflineSale } from '../http/lease-sales.ts';
import type { Seat } from '../http/seat-map.ts';
import type { SeatId } from '../ids.ts';
import { priceLines } from './prices.ts';

/** What a till was told when seats were lent, and what is left of it. */
export interface LeaseTerms {
  readonly chairs: readonly Seat[];
  readonly ticketTypes: readonly TicketType[];
  readonly isLost: boolean;
  readonly seats: readonly SeatId[];
  /** Names that no sale has yet. */
  readonly references: readonly string[];
}

/** Its lines by the lease's prices, as far as they have any, and why it can't be booked; null where it can. */
export interface JudgedSale {
  readonly lines: readonly BookingLine[] | null;
  readonly reason: ConflictReason | null;
}

export function judgeOfflineSale(
  { chairs, ticketTypes, isLost, seats, references }: LeaseTerms,
  { lines: asked, paidMinor, reference }: Pick<OfflineSale, 'lines' | 'paidMinor' | 'reference'>,
): JudgedSale {
  const named = new Set(asked.map(({ seat }) => seat));
  const own = chairs.filter(({ id }) => named.has(id));
  const priced = priceLines(own, asked, ticketTypes);
  const because = (reason: ConflictReason | null): JudgedSale => ({
    lines: priced.ok ? priced.lines : null,
    reason,
  });
  if (isLost) return because('LOST');
  if (own.length < named.size) return because('SEATS');
  if (!priced.ok) return because('LINES');
  if (![...named].every((seat) => seats.includes(seat))) return because('SEATS');
  if (priced.totalMinor !== paidMinor) return because('TOTAL');
  return because(references.includes(reference) ? null : 'REFERENCE');
}
