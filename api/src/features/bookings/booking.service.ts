import type { CreateBookingRequest } from '@foyer/shared/http/booking-flow';
import type { ConfirmRequest, LineRequest } from '@foyer/shared/http/bookings';
import type { BookingId, HoldId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { isStaff } from '@foyer/shared/roles';
import { keptSeatsOf, maySellKept } from '@foyer/shared/rules/kept-seats';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import { DependencyUnavailable } from '../../platform/unavailable.ts';
import type { Actor } from '../actor.ts';
import { salesState, type ShowtimeLookup } from '../catalogue/catalogue.ts';
import { showtimeOfHold } from '../seats/hold-id.ts';
import type { Approvals, ApprovedAction } from '../approvals/use-approval.ts';
import type { SecuredHold, SecureHold, SecureRequest } from '../seats/secure-hold.service.ts';
import { channelOf, type ActContext } from '../seats/seats.ts';
import type { BookingDraft, BookingRecord } from './booking.ts';
import { aboutPayment } from './booking-payments.ts';
import { bookingEvent, type BookingFact } from './booking-events.ts';
import type { BookingRepository } from './booking.repository.ts';
import type { Charging } from './charging.ts';
import { counterMoney } from './counter-money.ts';
import { bookingIdFor, payloadHashOf } from './idempotency.ts';
import { saleAnswer } from './payment-answer.ts';
import { needsHold, newSale } from './sale.ts';
import {
  libertiesTaken,
  meansOrphans,
  orphanAction,
  priceAction,
  requireNoLiberties,
  type Liberties,
} from './sale-approval.ts';
import type { Settlement } from './settlement.ts';
import { requireShift, requireTenders, tendersOf, type TenderTerms } from './tenders.ts';

export interface BookingServiceOptions {
  readonly repository: BookingRepository;
  readonly settlement: Settlement;
  readonly charging: Charging;
  readonly approvals: Approvals;
  readonly tenderTerms: TenderTerms;
  readonly catalogue: ShowtimeLookup;
  readonly secureHold: SecureHold;
  /** How long a booking waits for its money. */
  readonly paymentWindowMs: number;
  /** Whether holds are out of reach, so that staff may sell without one. */
  readonly isRedisAway: () => Promise<boolean>;
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

/** A sale in one step waits this long for its provider, longer than a terminal waits for its guest, and no longer than any sale. */
const longestConfirmMs = 120_000;
/** A booking owns its seats itself: its hold only has to last until the insert. */
const insertWindowMs = 15_000;

/** A sale as it will be, and what of it has to be allowed first. */
interface Prepared {
  readonly sale: BookingDraft;
  readonly actions: readonly ApprovedAction[];
}

interface Wish extends Liberties {
  readonly id: BookingId;
  readonly payloadHash: string;
  readonly showtimeId: ShowtimeId;
  readonly holdId: HoldId | null;
  readonly lines: readonly LineRequest[] | undefined;
  readonly payments: ConfirmRequest['payments'];
  readonly contact: ConfirmRequest['contact'];
  readonly flow: BookingDraft['flow'];
}

export type BookingService = ReturnType<typeof createBookingService>;

/** Sales. MongoDB's claim comes before any money moves, and Redis hears of it last. */
export function createBookingService(options: BookingServiceOptions) {
  const { repository, settlement, charging, catalogue, clock, ids } = options;
  const confirmWindowMs = Math.min(longestConfirmMs, options.paymentWindowMs);

  /**
   * Sells the seats of a live hold in one step. Sent again with the same key it answers the same booking.
   * Throws hold.*, seats.*, showtime.closed, payment.declined, idempotency.*, action.forbidden, till.needed, shift.needed.
   */
  async function confirm(
    call: SaleCall,
    showtimeId: ShowtimeId,
    request: ConfirmRequest,
  ): Promise<BookingRecord> {
    requireTenders(call.actor, tendersOf(request), options.tenderTerms);
    const { holdId = null, lines, payments, contact, adjustments, leaveOrphans, approvalId } = request;
    const sold = await sell(call, {
      id: bookingIdFor(call.actor, 'bookings.confirm', call.idempotencyKey),
      payloadHash: payloadHashOf({ showtimeId, request }),
      showtimeId,
      holdId,
      lines,
      payments,
      contact,
      adjustments,
      leaveOrphans,
      approvalId,
      flow: 'CONFIRM',
    });
    return saleAnswer(sold.booking, clock.now(), sold.isReplay);
  }

  /** Turns a hold into a PENDING booking that owns its seats until its window is over. Throws as `confirm`. */
  async function create(call: SaleCall, request: CreateBookingRequest): Promise<BookingRecord> {
    const showtimeId = showtimeOfHold(request.holdId);
    if (!showtimeId) throw new AppError('hold.not-found', {});
    const { holdId, lines, contact, adjustments, leaveOrphans, approvalId } = request;
    const made = await sell(call, {
      id: bookingIdFor(call.actor, 'bookings', call.idempotencyKey),
      payloadHash: payloadHashOf(request),
      showtimeId,
      holdId,
      lines,
      payments: undefined,
      contact,
      adjustments,
      leaveOrphans,
      approvalId,
      flow: 'BOOK',
    });
    return made.booking;
  }

  async function sell(
    call: SaleCall,
    wish: Wish,
  ): Promise<{ readonly booking: BookingRecord; readonly isReplay: boolean }> {
    try {
      return await claim(await allowed(call, await prepare(call, wish)), call);
    } catch (error) {
      // A hold that is gone, a show that has closed: it may be this very request that came before.
      const earlier = error instanceof AppError ? await repository.find(wish.id) : null;
      if (earlier) return replay(earlier, wish.payloadHash);
      throw error;
    }
  }

  /** Everything that is judged before the database is asked. */
  async function prepare(call: SaleCall, wish: Wish): Promise<Prepared> {
    const { actor, act } = call;
    requireNoLiberties(actor, wish);
    if (wish.flow === 'CONFIRM') requireShift(act, tendersOf(wish), options.tenderTerms);
    const showtime = await catalogue.requireShowtime(wish.showtimeId);
    const now = clock.now();
    const state = salesState(showtime, now, channelOf(actor));
    if (state !== 'OPEN') throw new AppError('showtime.closed', { state });
    const layout = await catalogue.layoutOf(showtime);
    const paymentWindowMs = wish.flow === 'BOOK' ? options.paymentWindowMs : confirmWindowMs;
    const asked = { ...wish, actor, act, showtime, layout, now, paymentWindowMs, ids };
    const check = async (seats: readonly SeatId[]): Promise<void> => {
      const prices = priceAction(newSale({ ...asked, seats, guestId: null }), wish.approvalId);
      if (prices) await options.approvals.check(call, prices);
    };
    const orphans: ApprovedAction[] = [];
    const mayLeaveOrphans = async (seats: readonly SeatId[]): Promise<boolean> => {
      if (!meansOrphans(wish)) return false;
      const action = orphanAction({ _id: wish.id, showtimeId: wish.showtimeId }, seats, wish.approvalId);
      await options.approvals.check(call, action);
      orphans.splice(0, 1, action);
      return true;
    };
    const sale = newSale({ ...asked, ...(await secured(actor, wish, { check, mayLeaveOrphans })) });
    const prices = priceAction(sale, wish.approvalId);
    return { sale, actions: prices ? [...orphans, prices] : orphans };
  }

  /** The last thing before the insert: what the sale may not do alone is bound to it. */
  async function allowed(call: SaleCall, { sale, actions }: Prepared): Promise<BookingDraft> {
    let { approvalId } = sale;
    for (const action of actions) approvalId = (await options.approvals.use(call, action)) ?? approvalId;
    return { ...sale, approvalId };
  }

  /** Seats of a live hold. While Redis is out of reach, staff sell at the arbiter the seats that they name. */
  async function secured(
    actor: Actor,
    { showtimeId, holdId, lines, flow }: Wish,
    judged: Pick<SecureRequest, 'check' | 'mayLeaveOrphans'>,
  ): Promise<SecuredHold> {
    const minRemainingMs = flow === 'BOOK' ? insertWindowMs : confirmWindowMs;
    const mayDoWithout = isStaff(actor.role) && lines !== undefined;
    if (!holdId && !(mayDoWithout && (await options.isRedisAway()))) throw needsHold();
    try {
      if (!holdId) throw new DependencyUnavailable('redis');
      return await options.secureHold(actor, { showtimeId, holdId }, { minRemainingMs, ...judged });
    } catch (error) {
      const redisAway = error instanceof DependencyUnavailable && error.dependency === 'redis';
      if (!redisAway || !mayDoWithout) throw error;
      const seats = lines.map((line) => line.seat);
      const keptBack = keptSeatsOf((await catalogue.requireShowtime(showtimeId)).keptSeats);
      const nowMs = clock.now().getTime();
      const kept = seats.filter((seat) => !maySellKept(keptBack.get(seat), actor.role, nowMs));
      if (kept.length > 0) throw new AppError('seats.taken', { seats: kept });
      options.log.warn({ showtimeId }, 'sold at the arbiter while Redis was out of reach');
      return { seats, guestId: null };
    }
  }

  async function claim(sale: BookingDraft, { act }: SaleCall) {
    const told = { act, at: sale.createdAt };
    const booking: BookingRecord = {
      ...sale,
      outbox: factsOfSale(sale).map((fact) => bookingEvent(sale, fact, told)),
      unreported: [...counterMoney(null, sale, sale.createdAt)],
    };
    const outcome = await repository.insert(booking);
    if (outcome.kind === 'TAKEN') throw new AppError('seats.taken', { seats: [...outcome.seats] });
    // The reference is made anew for each try: it tells this insert from an earlier one under the same key.
    if (outcome.kind === 'EXISTS' && outcome.booking.reference !== booking.reference) {
      return replay(outcome.booking, booking.payloadHash);
    }
    await settlement.tellHall(null, booking, act);
    const charged = await charging.charge(
      booking,
      booking.payments.map(({ id }) => id),
      act,
    );
    return { booking: charged.booking, isReplay: false };
  }

  return { confirm, create };
}

function factsOfSale(sale: BookingDraft): readonly BookingFact[] {
  const more = libertiesTaken(sale);
  if (sale.status !== 'BOOKED') return [{ action: 'booking.created', more }];
  const money = sale.payments.map((payment) => aboutPayment('payment.captured', payment));
  return [...money, { action: 'booking.success', more }];
}

/** The stored answer to a request that came again. */
function replay(booking: BookingRecord, payloadHash: string) {
  if (booking.payloadHash !== payloadHash) throw new AppError('idempotency.mismatch', {});
  return { booking, isReplay: true };
}
