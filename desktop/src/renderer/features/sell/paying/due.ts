/** A booking that owns its seats and waits for its money: what is known of it, and what that means. Pure. */
import type { Booking, Offer, Payment, PaymentRequest, PaymentStatus } from '@foyer/shared/http/bookings';
import type { SeatId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import type { Tendered } from './tender-plan.ts';

/** One call that pays; sent again under its key it can never take money twice. */
export interface PayAttempt extends Tendered {
  readonly key: string;
}

/** What the cashier asked for beside paying. */
export type DueAct = 'stop' | 'accept' | 'decline';

export interface Due {
  readonly booking: Booking;
  /** Of the sale's note, under which a crash is recovered from. */
  readonly noteKey: string;
  /** The seats that the guest chose, whatever is offered for them later. */
  readonly wanted: readonly SeatId[];
  /** Sent and not answered for good. That it is gone never means no: the booking says what became of its payments. */
  readonly attempt: PayAttempt | null;
  /** Cash that the guest put down for the last attempt. */
  readonly givenMinor: number | null;
  readonly act: DueAct | null;
  /** The server does not answer now. */
  readonly isSilent: boolean;
  /** The booking was over before its money came. */
  readonly isLate: boolean;
  readonly trouble: string | null;
}

export type DueEvent =
  | { readonly kind: 'sent'; readonly attempt: PayAttempt }
  /** The newest view of the booking; `of` names the attempt that this answers. */
  | { readonly kind: 'heard'; readonly booking: Booking; readonly of: string | null }
  | { readonly kind: 'refused'; readonly of: string; readonly text: string }
  | { readonly kind: 'unheard' }
  | { readonly kind: 'act-began'; readonly act: DueAct }
  | { readonly kind: 'act-ended'; readonly text: string | null };

/** What the cashier has to know and may do. */
export type Stage =
  /** Something is due and nothing is under way. */
  | { readonly kind: 'choose' }
  /** The attempt is on its way; the server has not written it down as far as anybody knows. */
  | { readonly kind: 'sending' }
  | { readonly kind: 'waiting' }
  /** Nobody knows whether money moved. `isOver`: the booking has ended meanwhile. */
  | { readonly kind: 'asking'; readonly isOver: boolean }
  /** Money came too late; the server looks for seats. */
  | { readonly kind: 'late' }
  | { readonly kind: 'offer'; readonly offer: Offer }
  | { readonly kind: 'sold' }
  | { readonly kind: 'ended' };

export function newDue(booking: Booking, noteKey: string): Due {
  const due: Due = {
    booking,
    noteKey,
    wanted: booking.seats,
    attempt: null,
    givenMinor: null,
    act: null,
    isSilent: false,
    isLate: false,
    trouble: null,
  };
  return nextDue(due, { kind: 'heard', booking, of: null });
}

export function nextDue(due: Due, event: DueEvent): Due {
  switch (event.kind) {
    case 'sent':
      return { ...due, attempt: event.attempt, givenMinor: event.attempt.givenMinor, trouble: null };
    case 'heard': {
      // Answers overtake each other: an older view says nothing new.
      const booking = event.booking.version < due.booking.version ? due.booking : event.booking;
      const isLate = due.isLate || isOverUnsold(booking);
      const isAnswered = event.of !== null && event.of === due.attempt?.key && !hasOpen(booking);
      return { ...due, booking, isLate, isSilent: false, attempt: isAnswered ? null : due.attempt };
    }
    case 'refused':
      if (event.of !== due.attempt?.key) return due;
      return { ...due, attempt: null, givenMinor: null, trouble: event.text };
    case 'unheard':
      return { ...due, isSilent: true };
    case 'act-began':
      return { ...due, act: event.act, trouble: null };
    case 'act-ended':
      return { ...due, act: null, trouble: event.text };
  }
}

export function stageOf({ booking, attempt }: Due): Stage {
  const { status, offer } = booking;
  if (status === 'BOOKED') return { kind: 'sold' };
  if (status === 'CANCELLED' || status === 'REFUNDED') return { kind: 'ended' };
  if (offer?.state === 'OPEN') return { kind: 'offer', offer };
  if (status !== 'PENDING') {
    if (hasOpen(booking)) return { kind: 'asking', isOver: true };
    return heldMinor(booking) > 0 && offer === null ? { kind: 'late' } : { kind: 'ended' };
  }
  if (openWith(booking, 'UNKNOWN')) return { kind: 'asking', isOver: false };
  if (openWith(booking, 'STARTED')) return { kind: 'waiting' };
  return attempt ? { kind: 'sending' } : { kind: 'choose' };
}

/** Money of the booking that is with us and not on its way back. */
export function heldMinor({ payments, refunds }: Pick<Booking, 'payments' | 'refunds'>): number {
  const came = payments.filter(({ status }) => status === 'CAPTURED' || status === 'REFUNDED');
  return sumMinor(came.map(({ amountMinor }) => amountMinor)) - backMinor({ refunds });
}

/** What went back, or is on its way. */
export function backMinor({ refunds }: Pick<Booking, 'refunds'>): number {
  return sumMinor(refunds.map(({ amountMinor }) => amountMinor));
}

export function dueMinor(booking: Pick<Booking, 'payments' | 'refunds' | 'totalMinor'>): number {
  return booking.totalMinor - heldMinor(booking);
}

/** Payments whose money is with us: all of it, since a booking in the middle of its payment gives nothing back. */
export function capturedOf({ booking }: Due): readonly Payment[] {
  return booking.payments.filter(({ status }) => status === 'CAPTURED');
}

/** What is under way: the payments of the attempt, or what the booking tells of an attempt that is not ours. */
export function underWay({
  attempt,
  booking,
}: Due): readonly Pick<PaymentRequest, 'tender' | 'amountMinor'>[] {
  return attempt?.payments ?? booking.payments.filter(({ status }) => isOpenStatus(status));
}

/** Other seats than the guest chose. */
export function hasOtherSeats({ booking, wanted }: Due): boolean {
  return booking.seats.some((seat) => !wanted.includes(seat));
}

function isOverUnsold({ status }: Booking): boolean {
  return status === 'EXPIRED' || status === 'FAILED';
}

function hasOpen(booking: Booking): boolean {
  return openWith(booking, 'STARTED') || openWith(booking, 'UNKNOWN');
}

/** Cash beside a card waits for it and asks nobody anything. */
function openWith({ payments }: Booking, wanted: PaymentStatus): boolean {
  return payments.some(({ tender, status }) => tender !== 'CASH' && status === wanted);
}

function isOpenStatus(status: PaymentStatus): boolean {
  return status === 'STARTED' || status === 'UNKNOWN';
}
