import type { SeatId } from '@foyer/shared/ids';
import type { BookingDraft } from './booking.ts';
import type { BookingFact } from './booking-events.ts';
import { claimsSeats } from './booking-state.ts';
import { isOpen } from './money.ts';

/** What a booking becomes and what is told of it; one document write brings both. */
export interface BookingChange {
  readonly next: BookingDraft;
  readonly facts: readonly BookingFact[];
}

/** How long a started payment may stay without an answer before a worker asks for one. */
export const answerGraceMs = 20_000;

/** A change of a booking: the next version, with what follows from its state filled in. */
export function changed(
  seen: BookingDraft,
  parts: Partial<BookingDraft>,
  facts: readonly BookingFact[],
): BookingChange {
  const next = { ...seen, ...parts, version: seen.version + 1 };
  const settled: BookingDraft = {
    ...next,
    claims: claimsSeats(next.status) && next.seats.length > 0,
    expiresAt: next.status === 'PENDING' ? next.expiresAt : null,
  };
  return { next: { ...settled, dueAt: dueAtOf(settled) }, facts };
}

/** When a worker has to look at the booking next: the earliest of everything that is open. */
export function dueAtOf(booking: BookingDraft): Date | null {
  const { payments, refunds, offer, status, expiresAt } = booking;
  const instants = [
    ...payments
      .filter((payment) => isOpen(payment) && payment.tender !== 'CASH')
      .map((payment) => payment.at.getTime() + answerGraceMs),
    ...refunds.flatMap(({ at, parts }) =>
      parts.filter(({ state }) => state !== 'DONE').map(({ refusals }) => at.getTime() + backOffMs(refusals)),
    ),
    ...(status === 'PENDING' && expiresAt ? [expiresAt.getTime()] : []),
    ...(offer?.state === 'OPEN' ? [offer.expiresAt.getTime()] : []),
    ...(needsOffer(booking) ? [0] : []),
  ];
  return instants.length === 0 ? null : new Date(Math.min(...instants));
}

/** Whether late money waits for other seats: it is held, nothing is owned and nothing was offered yet. */
export function needsOffer({ status, payments, refunds, offer }: BookingDraft): boolean {
  if ((status !== 'EXPIRED' && status !== 'FAILED') || offer) return false;
  const wentBack = new Set(refunds.flatMap(({ parts }) => parts.map(({ paymentId }) => paymentId)));
  return payments.some(({ id, status: paid }) => paid === 'CAPTURED' && !wentBack.has(id));
}

const firstBackOffMs = 2_000;
const longestBackOffMs = 3_600_000;

function backOffMs(refusals: number): number {
  return refusals === 0 ? 0 : Math.min(firstBackOffMs * 2 ** (refusals - 1), longestBackOffMs);
}

/** The seats that stop being the booking's. */
export function leaving(seen: BookingDraft, next: BookingDraft): readonly SeatId[] {
  const stays = next.status === 'BOOKED' && next.showtimeId === seen.showtimeId;
  return seen.status === 'BOOKED' ? seen.seats.filter((seat) => !stays || !next.seats.includes(seat)) : [];
}

/** Whether seats become the booking's that were not before, so that the arbiter has to judge. */
export function claimsMore(seen: BookingDraft, next: BookingDraft): boolean {
  if (!next.claims) return false;
  const isElsewhere = !seen.claims || seen.showtimeId !== next.showtimeId;
  return isElsewhere || next.seats.some((seat) => !seen.seats.includes(seat));
}
