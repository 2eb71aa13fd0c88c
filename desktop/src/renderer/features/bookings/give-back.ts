import type { ApprovalRequest } from '@foyer/shared/http/approvals';
import { type Booking, refundBooking } from '@foyer/shared/http/bookings';
import { voidBooking, voidWindowMinutes } from '@foyer/shared/http/booking-flow';
import type { BookingId, SeatId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import type { Call } from '../../data/client.ts';
import type { GuardedParts } from '../approvals/use-guarded-act.ts';
import { doneWords, moneyBack } from './money-back.ts';

export const giveBackReasons = [
  { id: 'guest', name: 'Guest changed their mind' },
  { id: 'mistake', name: 'Sold by mistake' },
  { id: 'show', name: 'Trouble with the show' },
  { id: 'seat', name: 'Trouble with the seat' },
] as const;

export type GiveBackReason = (typeof giveBackReasons)[number]['id'];

export function reasonName(reason: GiveBackReason): string {
  return giveBackReasons.find(({ id }) => id === reason)?.name ?? '';
}

/** Seats back for their money, or the whole sale as if it had not been made. */
export type GiveBackKind = 'refund' | 'void';

/** What exactly is to go back. Says nothing that changes by itself: the same wish again is the same request. */
export interface GiveBackWish {
  readonly kind: GiveBackKind;
  readonly bookingId: BookingId;
  readonly seats: readonly SeatId[];
  readonly amountMinor: number;
  readonly currency: string;
  readonly reason: string;
}

/** The seats of a booking, or all of them, with what was paid for them. */
export function wishOf(
  { id: bookingId, lines, currency }: Booking,
  { kind, seats, reason }: Pick<GiveBackWish, 'kind' | 'seats' | 'reason'>,
): GiveBackWish {
  const given = lines.filter((line) => seats.includes(line.seat));
  const amountMinor = sumMinor(given.map((line) => line.priceMinor));
  return { kind, bookingId, seats: given.map((line) => line.seat), amountMinor, currency, reason };
}

/** The act itself, and what a manager is asked for it above the cashier's limit. */
export function giveBackWith(call: Call): Pick<GuardedParts<GiveBackWish, Booking>, 'run' | 'requestOf'> {
  return {
    run: async ({ kind, bookingId: id, seats, reason }, { idempotencyKey, approval }) => {
      const params = { id };
      const body = { reason, ...approval };
      const { booking } =
        kind === 'refund'
          ? await call(refundBooking, { params, body: { seats: [...seats], ...body }, idempotencyKey })
          : await call(voidBooking, { params, body, idempotencyKey });
      return booking;
    },
    requestOf,
  };
}

function requestOf(wish: GiveBackWish): ApprovalRequest {
  const { kind, bookingId, seats, amountMinor, currency, reason } = wish;
  const subject = { bookingId, amountMinor, currency };
  return kind === 'refund'
    ? { kind: 'REFUND', subject: { ...subject, seats: [...seats] }, reason }
    : { kind: 'VOID', subject, reason };
}

/** How a wish is called where there is little room, e.g. `refund K7QM-3FXA`. */
export function shortName(
  { kind }: Pick<GiveBackWish, 'kind'>,
  { reference }: Pick<Booking, 'reference'>,
): string {
  return kind === 'refund' ? `refund ${reference}` : `take back ${reference}`;
}

/** What the cashier has to do now, or need not; the booking as it was before. */
export function doneSentence(wish: GiveBackWish, booking: Pick<Booking, 'reference' | 'payments'>): string {
  return `${doneMoney(wish, booking)}: ${booking.reference}`;
}

/** The same where the booking is named beside it. */
export function doneMoney(
  { amountMinor, currency }: GiveBackWish,
  { payments }: Pick<Booking, 'payments'>,
): string {
  return doneWords(moneyBack({ payments }, amountMinor), currency);
}

/** Whether a sale is fresh enough, and as it was made; the server has the last word. */
export function mayBeVoided(booking: Booking, nowMs: number): boolean {
  const ageMs = nowMs - Date.parse(booking.createdAt);
  return booking.status === 'BOOKED' && booking.refunds.length === 0 && ageMs < voidWindowMinutes * 60_000;
}
