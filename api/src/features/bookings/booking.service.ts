import type { ConfirmRequest, Tender } from '@foyer/shared/http/bookings';
import { PaymentId, type BookingId, type SeatId, type ShowtimeId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { isStaff } from '@foyer/shared/roles';
import { keptSeatsOf, maySellKept } from '@foyer/shared/rules/kept-seats';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import { DependencyUnavailable } from '../../platform/unavailable.ts';
import type { Actor } from '../actor.ts';
import { salesState, type ShowtimeLookup } from '../catalogue/catalogue.ts';
import type { ChargeOutcome, PaymentProvider } from '../payments/payment.port.ts';
import type { SecuredHold, SecureHold } from '../seats/secure-hold.service.ts';
import { channelOf, type ActContext } from '../seats/seats.ts';
import type { BookingRecord } from './booking.ts';
import { bookingEvent, type BookingFact } from './booking-events.ts';
import type { BookingRepository } from './booking.repository.ts';
import { bookingIdFor, payloadHashOf } from './idempotency.ts';
import { newSale, tenderOf, type NewSale } from './sale.ts';
import type { Settlement } from './settlement.ts';

export interface BookingServiceOptions {
  readonly repository: BookingRepository;
  readonly settlement: Settlement;
  readonly online: PaymentProvider;
  readonly acceptedTenders: readonly Tender[];
  readonly catalogue: ShowtimeLookup;
  readonly secureHold: SecureHold;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Who sells, under which request and key. */
export interface SaleCall {
  readonly actor: Actor;
  readonly act: ActContext;
  readonly idempotencyKey: string;
}

/** How long a started payment may stay open before it is looked up; the hold is made to last as long. */
export const paymentWindowMs = 60_000;

export type BookingService = ReturnType<typeof createBookingService>;

/** Sales. MongoDB's claim comes before any money moves, and Redis hears of it last. */
export function createBookingService(options: BookingServiceOptions) {
  const { repository, settlement, catalogue, clock, ids } = options;

  /**
   * Sells the seats of a live hold in one step. Sent again with the same key it answers the same booking.
   * Throws hold.*, seats.taken, showtime.closed, payment.declined, idempotency.mismatch, action.forbidden.
   */
  async function confirm(
    call: SaleCall,
    showtimeId: ShowtimeId,
    request: ConfirmRequest,
  ): Promise<BookingRecord> {
    const id = bookingIdFor(call.actor, 'bookings.confirm', call.idempotencyKey);
    const payloadHash = payloadHashOf({ showtimeId, request });
    try {
      return await claim(await prepare({ id, payloadHash }, call, { showtimeId, request }), call, request);
    } catch (error) {
      // A hold that is gone, a show that has closed: it may be this very request that came before.
      const earlier = error instanceof AppError ? await repository.find(id) : null;
      if (earlier) return replay(earlier, payloadHash);
      throw error;
    }
  }

  /** Everything that is judged before the database is asked. */
  async function prepare(
    key: { readonly id: BookingId; readonly payloadHash: string },
    { actor, act }: SaleCall,
    { showtimeId, request }: { readonly showtimeId: ShowtimeId; readonly request: ConfirmRequest },
  ): Promise<NewSale> {
    tenderOf(actor, request, options.acceptedTenders);
    const showtime = await catalogue.requireShowtime(showtimeId);
    const now = clock.now();
    const state = salesState(showtime, now, channelOf(actor));
    if (state !== 'OPEN') throw new AppError('showtime.closed', { state });
    const layout = await catalogue.layoutOf(showtime);
    const paymentId = PaymentId.parse(ids.next('pay'));
    const names = { ...key, reference: ids.reference(), paymentId, accepted: options.acceptedTenders };
    const saleOf = ({ seats, guestId }: SecuredHold): NewSale =>
      newSale({ ...names, request, actor, act, seats, guestId, showtime, layout, now, paymentWindowMs });
    const check = (seats: readonly SeatId[]): void => void saleOf({ seats, guestId: null });
    return saleOf(await secured(actor, { showtimeId, request }, check));
  }

  /** Seats of a live hold. While Redis is out of reach, staff sell at the arbiter the seats that they name. */
  async function secured(
    actor: Actor,
    { showtimeId, request }: { readonly showtimeId: ShowtimeId; readonly request: ConfirmRequest },
    check: (seats: readonly SeatId[]) => void,
  ): Promise<SecuredHold> {
    const hold = { showtimeId, holdId: request.holdId };
    try {
      return await options.secureHold(actor, hold, { minRemainingMs: paymentWindowMs, check });
    } catch (error) {
      const redisAway = error instanceof DependencyUnavailable && error.dependency === 'redis';
      if (!redisAway || !isStaff(actor.role) || !request.lines) throw error;
      const seats = request.lines.map((line) => line.seat);
      const keptBack = keptSeatsOf((await catalogue.requireShowtime(hold.showtimeId)).keptSeats);
      const nowMs = clock.now().getTime();
      const kept = seats.filter((seat) => !maySellKept(keptBack.get(seat), actor.role, nowMs));
      if (kept.length > 0) throw new AppError('seats.taken', { seats: kept });
      options.log.warn({ showtimeId: hold.showtimeId }, 'sold at the arbiter while Redis was out of reach');
      return { seats, guestId: null };
    }
  }

  async function claim(sale: NewSale, call: SaleCall, request: ConfirmRequest): Promise<BookingRecord> {
    const facts: BookingFact[] =
      sale.status === 'BOOKED'
        ? [{ action: 'payment.captured' }, { action: 'booking.success' }]
        : [{ action: 'booking.created' }];
    const told = { act: call.act, at: sale.createdAt };
    const booking: BookingRecord = { ...sale, outbox: facts.map((fact) => bookingEvent(sale, fact, told)) };
    const outcome = await repository.insert(booking);
    if (outcome.kind === 'TAKEN') throw new AppError('seats.taken', { seats: [...outcome.seats] });
    if (outcome.kind === 'EXISTS' && outcome.booking.payments[0]?.id !== booking.payments[0]?.id) {
      return replay(outcome.booking, booking.payloadHash);
    }
    if (booking.status === 'BOOKED') {
      await settlement.tellHall(booking, call.act);
      return booking;
    }
    return pay(booking, call.act, request.payments?.[0]?.token ?? null);
  }

  async function pay(booking: BookingRecord, act: ActContext, token: string | null): Promise<BookingRecord> {
    const payment = booking.payments[0];
    if (!payment) throw new Error('a pending booking has no payment');
    const charge = {
      paymentId: payment.id,
      amountMinor: payment.amountMinor,
      currency: booking.currency,
      token,
    };
    const outcome = await options.online.charge(charge).catch((error: unknown): ChargeOutcome => {
      options.log.warn({ err: error, bookingId: booking._id }, 'a payment got no answer');
      return { kind: 'UNKNOWN' };
    });
    return accept(await settlement.settle(booking, outcome, act));
  }

  return { confirm };
}

/** The stored answer to a request that came again. */
function replay(booking: BookingRecord, payloadHash: string): BookingRecord {
  if (booking.payloadHash !== payloadHash) throw new AppError('idempotency.mismatch', {});
  return accept(booking);
}

/** A booking as its sale's answer: PENDING means that the payment's answer is still out. */
function accept(booking: BookingRecord): BookingRecord {
  switch (booking.status) {
    case 'BOOKED':
    case 'PENDING':
      return booking;
    case 'FAILED':
      throw new AppError('payment.declined', { reason: 'declined' });
    case 'CANCELLED':
    case 'EXPIRED':
    case 'REFUNDED':
      throw new AppError('booking.state', { state: booking.status });
  }
}
