import type { RefundRequest } from '@foyer/shared/http/bookings';
import { RefundId, type BookingId, type SeatId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { sumMinor } from '@foyer/shared/money';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { BookingRecord, RefundRecord } from './booking.ts';
import { bookingEvent, type BookingFact } from './booking-events.ts';
import type { BookingRepository } from './booking.repository.ts';
import type { SaleCall } from './booking.service.ts';
import { payloadHashOf, requestHashFor } from './idempotency.ts';
import { planRefund, type RefundPlan } from './refund-plan.ts';
import type { Settlement } from './settlement.ts';

export interface RefundServiceOptions {
  readonly repository: BookingRepository;
  readonly settlement: Settlement;
  readonly ids: IdSource;
  readonly clock: Clock;
  /** Money is waiting to be sent back. */
  readonly onRequested: () => void;
}

export type RefundBooking = (call: SaleCall, id: BookingId, request: RefundRequest) => Promise<BookingRecord>;

const attempts = 5;

/** One write takes the seats back and notes the money; providers are asked after it, never before. */
export function createRefundBooking(options: RefundServiceOptions): RefundBooking {
  const { repository, settlement, ids, clock } = options;

  async function attempt(
    booking: BookingRecord,
    { call, request, requestHash, payloadHash }: Wanted,
  ): Promise<BookingRecord | null> {
    if (booking.status !== 'BOOKED') throw new AppError('booking.state', { state: booking.status });
    const seats = wantedSeats(booking, request);
    const plan = planRefund(booking, seats);
    const at = clock.now();
    const refund: RefundRecord = {
      id: RefundId.parse(ids.next('ref')),
      requestHash,
      payloadHash,
      lines: [...plan.returned],
      amountMinor: plan.amountMinor,
      reason: request.reason,
      parts: [...plan.parts],
      actor: call.act.actor,
      at,
    };
    const next = afterRefund(booking, plan, refund);
    const events = factsOf(refund).map((fact) => bookingEvent(next, fact, { act: call.act, at }));
    const { status: to, payments, seats: left, lines, totalMinor, refunds } = next;
    const stepped = await repository.step(booking, {
      to,
      payments,
      events,
      change: { seats: left, lines, totalMinor, refunds },
    });
    if (!stepped) return null;
    await settlement.tellFreed(stepped, seats, call.act);
    if (refund.parts.some((part) => part.state === 'REQUESTED')) options.onRequested();
    return stepped;
  }

  return async (call, id, request) => {
    const requestHash = requestHashFor(call.actor, `bookings.${id}.refunds`, call.idempotencyKey);
    const payloadHash = payloadHashOf(request);
    for (let turn = 0; turn < attempts; turn += 1) {
      const booking = await repository.find(id);
      if (!booking) throw new AppError('booking.not-found', {});
      const earlier = booking.refunds.find((refund) => refund.requestHash === requestHash);
      if (earlier && earlier.payloadHash !== payloadHash) throw new AppError('idempotency.mismatch', {});
      if (earlier) return booking;
      const refunded = await attempt(booking, { call, request, requestHash, payloadHash });
      if (refunded) return refunded;
    }
    throw new AppError('version.conflict', { state: 'changed by somebody else' });
  };
}

interface Wanted {
  readonly call: SaleCall;
  readonly request: RefundRequest;
  readonly requestHash: string;
  readonly payloadHash: string;
}

function wantedSeats(booking: BookingRecord, request: RefundRequest): readonly SeatId[] {
  const seats = request.seats ?? booking.seats;
  const unknown = seats.filter((seat) => !booking.seats.includes(seat));
  if (unknown.length > 0) throw new AppError('seats.unknown', { seats: unknown });
  return seats;
}

function afterRefund(booking: BookingRecord, plan: RefundPlan, refund: RefundRecord): BookingRecord {
  const lines = [...plan.kept];
  return {
    ...booking,
    status: lines.length === 0 ? 'REFUNDED' : 'BOOKED',
    version: booking.version + 1,
    seats: lines.map((line) => line.seat),
    lines,
    totalMinor: sumMinor(lines.map((line) => line.priceMinor)),
    payments: [...plan.payments],
    refunds: [...booking.refunds, refund],
  };
}

function factsOf(refund: RefundRecord): readonly BookingFact[] {
  const { reason, amountMinor } = refund;
  const returned = refund.lines.map((line) => line.seat);
  const done = refund.parts.filter((part) => part.state === 'DONE');
  return [
    { action: 'booking.refunded', before: 'BOOKED', reason, more: { returned, refundedMinor: amountMinor } },
    ...done.map((part): BookingFact => ({
      action: 'payment.refunded',
      part: part.paymentId,
      reason,
      more: { paymentId: part.paymentId, refundedMinor: part.amountMinor },
    })),
  ];
}
