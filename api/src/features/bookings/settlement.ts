import { RefundId, type SeatId, type ShowtimeId } from '@foyer/shared/ids';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { ChargeOutcome } from '../payments/payment.port.ts';
import type { SeatGateway } from '../seats/seat.gateway.ts';
import type { ActContext, Position } from '../seats/seats.ts';
import type { Marked } from '../seats/seat-replies.ts';
import type { BookingDraft, BookingRecord } from './booking.ts';
import type { BookingChange } from './booking-change.ts';
import { settlePayment, withoutSeats, type Doing } from './booking-payments.ts';
import type { BookingRepository, SaveOutcome } from './booking.repository.ts';

export interface SettlementOptions {
  readonly repository: BookingRepository;
  readonly gateway: Pick<SeatGateway, 'book' | 'free'>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Logger;
  readonly onWritten: (showtimeId: ShowtimeId, position: Position) => void;
  /** A booking was written: facts wait in its outbox, and it may be due. */
  readonly onSaved: (booking: BookingDraft) => void;
}

export type Settlement = ReturnType<typeof createSettlement>;

const attempts = 12;

/** Writes changes of bookings, brings payments' answers in, and tells the hall what MongoDB decided. */
export function createSettlement(options: SettlementOptions) {
  const { repository, gateway, clock, log } = options;

  const doing = (act: ActContext): Doing => ({
    act,
    at: clock.now(),
    refundId: RefundId.parse(options.ids.next('ref')),
  });

  /** One compare-and-set; what was written is told to the hall. */
  async function write(seen: BookingRecord, change: BookingChange, act: ActContext): Promise<SaveOutcome> {
    const outcome = await repository.save(seen, change, { act, at: clock.now() });
    if (outcome.kind === 'SAVED') await tellHall(seen, outcome.booking, act);
    return outcome;
  }

  /** Brings the answer about a payment in, whatever happened to the booking meanwhile; the newest state comes back. */
  async function bringIn(
    seen: BookingRecord,
    answer: { readonly paymentId: string; readonly outcome: ChargeOutcome },
    act: ActContext,
  ): Promise<BookingRecord> {
    let booking = seen;
    for (let turn = 0; turn < attempts; turn += 1) {
      const change = settlePayment(booking, answer, doing(act));
      if (!change) return booking;
      const outcome = await write(booking, change, act);
      if (outcome.kind === 'SAVED') return outcome.booking;
      if (outcome.kind === 'TAKEN') {
        const kept = await write(booking, withoutSeats(change, booking), act);
        if (kept.kind === 'SAVED') return kept.booking;
      }
      booking = (await repository.read(booking._id)) ?? booking;
    }
    throw new Error(`booking ${seen._id} changes faster than an answer can be brought in`);
  }

  /** Tells the hall. A lost word costs nobody a seat: the arbiter refuses, reconciliation mends. */
  async function tellHall(before: BookingDraft | null, after: BookingDraft, act: ActContext): Promise<void> {
    options.onSaved(after);
    const { _id: bookingId, version, showtimeId, holdId } = after;
    const leaseId = after.offline?.leaseId ?? null;
    const owned = after.claims ? after.seats : [];
    const isOther = after.status !== before?.status || isOtherPlace(before, after);
    // A sale in one step keeps its hold until the money is there, so that a declined buyer may try again.
    const isMarked = after.status === 'BOOKED' || (after.status === 'PENDING' && after.flow === 'BOOK');
    if (isOther && isMarked && owned.length > 0) {
      const status = after.status === 'BOOKED' ? 'BOOKED' : 'PENDING';
      await tell(showtimeId, bookingId, () =>
        gateway.book({ showtimeId, bookingId, version, seats: owned, holdId, status, leaseId }, act),
      );
    }
    const lost = seatsLost(before, after);
    if (before && lost.length > 0) {
      const mark = { showtimeId: before.showtimeId, bookingId, version, seats: lost };
      await tell(before.showtimeId, bookingId, () => gateway.free(mark, act));
    }
  }

  async function tell(showtimeId: ShowtimeId, bookingId: string, mark: () => Promise<Marked>): Promise<void> {
    try {
      const marked = await mark();
      if (marked.kind === 'OK') options.onWritten(showtimeId, marked);
    } catch (error) {
      log.warn({ err: error, bookingId }, 'the hall could not be told of a booking');
    }
  }

  return { doing, write, bringIn, tellHall };
}

function isOtherPlace(before: BookingDraft | null, after: BookingDraft): boolean {
  return before?.showtimeId !== after.showtimeId || before.seats.join() !== after.seats.join();
}

/** Seats that the booking owned and owns no longer. */
function seatsLost(before: BookingDraft | null, after: BookingDraft): readonly SeatId[] {
  if (!before?.claims) return [];
  const kept = after.claims && after.showtimeId === before.showtimeId ? after.seats : [];
  return before.seats.filter((seat) => !kept.includes(seat));
}
