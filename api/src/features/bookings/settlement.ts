import type { Logger } from '../../platform/logger.ts';
import type { ChargeOutcome } from '../payments/payment.port.ts';
import type { SeatGateway } from '../seats/seat.gateway.ts';
import { systemAct, type ActContext, type Position } from '../seats/seats.ts';
import type { BookingRecord } from './booking.ts';
import { bookingEvent, type BookingFact } from './booking-events.ts';
import type { BookingRepository, BookingStep } from './booking.repository.ts';
import type { BookingId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { Marked } from '../seats/seat-replies.ts';
import type { Clock } from '../../platform/clock.ts';

export interface SettlementOptions {
  readonly repository: BookingRepository;
  readonly gateway: SeatGateway;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onWritten: (showtimeId: ShowtimeId, position: Position) => void;
  /** Facts are waiting in an outbox. */
  readonly onTold: () => void;
}

export type Settlement = ReturnType<typeof createSettlement>;

/** Brings a payment's answer into its booking, and what MongoDB decided into the hall. */
export function createSettlement(options: SettlementOptions) {
  const { repository, gateway, clock, log } = options;

  /** One compare-and-set from what the caller saw; the newest state either way. */
  async function settle(
    seen: BookingRecord,
    outcome: ChargeOutcome,
    act: ActContext,
  ): Promise<BookingRecord> {
    if (outcome.kind === 'UNKNOWN') return seen;
    const captured = outcome.kind === 'CAPTURED';
    const to = captured ? 'BOOKED' : 'FAILED';
    const facts: BookingFact[] = captured
      ? [{ action: 'payment.captured' }, { action: 'booking.success', before: seen.status }]
      : [
          { action: 'payment.declined', reason: outcome.reason },
          { action: 'booking.failed', before: seen.status, reason: outcome.reason },
        ];
    const stepped = await step(seen, { to, facts, act, paymentStatus: captured ? 'CAPTURED' : 'DECLINED' });
    if (!stepped) return (await repository.find(seen._id)) ?? seen;
    await tellHall(stepped, act);
    return stepped;
  }

  /** Ends a booking nobody paid for. */
  async function expire(seen: BookingRecord): Promise<void> {
    const facts: BookingFact[] = [{ action: 'booking.expired', before: seen.status }];
    const stepped = await step(seen, { to: 'EXPIRED', facts, act: systemAct, paymentStatus: 'DECLINED' });
    if (stepped) await tellHall(stepped, systemAct);
  }

  /** Tells the hall of seats that a live booking gave back. */
  async function tellFreed(booking: BookingRecord, seats: readonly SeatId[], act: ActContext): Promise<void> {
    const { showtimeId, _id: bookingId, version } = booking;
    await tell(bookingId, showtimeId, () => gateway.free({ showtimeId, bookingId, version, seats }, act));
  }

  /** Tells the hall what MongoDB has decided. A lost word costs nobody a seat: the arbiter refuses, hydration mends. */
  async function tellHall(
    booking: BookingRecord | Omit<BookingRecord, 'outbox'>,
    act: ActContext,
  ): Promise<void> {
    const { showtimeId, _id: bookingId, version, seats, holdId } = booking;
    await tell(bookingId, showtimeId, () =>
      booking.status === 'BOOKED'
        ? gateway.book({ showtimeId, bookingId, version, seats, holdId }, act)
        : gateway.free({ showtimeId, bookingId, version, seats }, act),
    );
  }

  async function tell(
    bookingId: BookingId,
    showtimeId: ShowtimeId,
    mark: () => Promise<Marked>,
  ): Promise<void> {
    options.onTold();
    try {
      const marked = await mark();
      if (marked.kind === 'OK') options.onWritten(showtimeId, marked);
    } catch (error) {
      log.warn({ err: error, bookingId }, 'the hall could not be told of a booking');
    }
  }

  async function step(
    seen: BookingRecord,
    change: {
      readonly to: BookingStep['to'];
      readonly facts: readonly BookingFact[];
      readonly act: ActContext;
      readonly paymentStatus: 'CAPTURED' | 'DECLINED';
    },
  ): Promise<BookingRecord | null> {
    const { to, facts, act, paymentStatus } = change;
    const payments = seen.payments.map((payment) =>
      payment.status === 'STARTED' || payment.status === 'UNKNOWN'
        ? { ...payment, status: paymentStatus }
        : payment,
    );
    const next = { ...seen, status: to, version: seen.version + 1, payments };
    const at = clock.now();
    return repository.step(seen, {
      to,
      payments,
      events: facts.map((fact) => bookingEvent(next, fact, { act, at })),
    });
  }

  return { settle, expire, tellHall, tellFreed };
}
