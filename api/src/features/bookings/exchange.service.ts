import type { ExchangeRequest } from '@foyer/shared/http/booking-flow';
import type { BookingLine } from '@foyer/shared/http/bookings';
import type { BookingId, SeatId } from '@foyer/shared/ids';
import { sumMinor, type AmountMinor } from '@foyer/shared/money';
import { AppError, unfitRequest } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import { mayActAlone } from '../approvals/approval.policy.ts';
import type { ApprovedAction, Approvals } from '../approvals/use-approval.ts';
import { salesState, type ShowtimeLookup } from '../catalogue/catalogue.ts';
import type { SecureHold } from '../seats/secure-hold.service.ts';
import type { ClaimGate } from './arbiter-watch.ts';
import type { BookingRecord, PaymentRecord } from './booking.ts';
import { exchangeSeats, isSameSale, type ExchangeWish } from './booking-exchange.ts';
import type { BookingChange } from './booking-change.ts';
import { enterPayments, type Doing } from './booking-payments.ts';
import type { BookingRepository, SaveOutcome } from './booking.repository.ts';
import { requireNobodyIn } from './booking.policy.ts';
import type { SaleCall } from './booking.service.ts';
import type { Charging } from './charging.ts';
import { madeBefore, nameOf, type RequestName } from './idempotency.ts';
import { isOpen } from './money.ts';
import { givenAlone, hasBegun, wantedSeats } from './refund.service.ts';
import { pricedLines, soldShowtime } from './sale.ts';
import type { Settlement } from './settlement.ts';
import {
  requireExactly,
  requireDrawerForCash,
  requireShift,
  requireTenders,
  startedPayments,
  type TenderTerms,
} from './tenders.ts';

export interface ExchangeServiceOptions {
  readonly repository: Pick<BookingRepository, 'read'>;
  readonly settlement: Settlement;
  readonly charging: Charging;
  readonly approvals: Approvals;
  /** Most that cashiers give back of one booking without an approval. */
  readonly limitMinor: AmountMinor;
  /** Asked before money is taken for seats that nobody could judge. */
  readonly gate: ClaimGate;
  readonly tenderTerms: TenderTerms;
  readonly catalogue: ShowtimeLookup;
  readonly secureHold: SecureHold;
  readonly ids: IdSource;
  readonly clock: Clock;
}

export type ExchangeBooking = (
  call: SaleCall,
  id: BookingId,
  request: ExchangeRequest,
) => Promise<BookingRecord>;

/** The new hold is made to last through a payment of the difference. */
const exchangeWindowMs = 60_000;
const attempts = 5;

/**
 * Swaps seats of a BOOKED booking for held ones. A difference by card is charged first: should the seats be lost
 * meanwhile, the money goes back by the rule for money that buys nothing. Throws booking.*, hold.*, seats.*,
 * showtime.closed, payment.declined, idempotency.mismatch.
 */
export function createExchangeBooking(options: ExchangeServiceOptions): ExchangeBooking {
  const { repository, settlement, charging, catalogue, clock, ids } = options;

  async function find(id: BookingId): Promise<BookingRecord> {
    const booking = await repository.read(id);
    if (!booking) throw new AppError('booking.not-found', {});
    return booking;
  }

  async function wishOf(
    booking: BookingRecord,
    request: ExchangeRequest,
    named: Named,
  ): Promise<ExchangeWish> {
    const { call, name } = named;
    const given = wantedSeats(booking, request);
    const showtimeId = request.showtimeId ?? booking.showtimeId;
    const showtime = await catalogue.requireShowtime(showtimeId);
    const state = salesState(showtime, clock.now(), 'COUNTER');
    if (state !== 'OPEN') throw new AppError('showtime.closed', { state });
    if (showtimeId !== booking.showtimeId && given.length < booking.seats.length) {
      throw unfitRequest([{ path: 'body.seats', message: 'must be all where the show changes' }]);
    }
    const layout = await catalogue.layoutOf(showtime);
    const linesFor = (seats: readonly SeatId[]): readonly BookingLine[] => {
      if (seats.length !== given.length) {
        throw unfitRequest([
          { path: 'body.holdId', message: `holds ${seats.length} seats for ${given.length}` },
        ]);
      }
      const sameTypes = seats.toSorted().map((seat, index) => ({
        seat,
        ticketTypeId: (booking.lines.filter((line) => given.includes(line.seat))[index] ?? neverLess())
          .ticketTypeId,
      }));
      return pricedLines({ seats, layout, showtime, lines: request.lines ?? sameTypes }).lines;
    };
    const kept = booking.lines.filter((line) => !given.includes(line.seat));
    const linesWith = (seats: readonly SeatId[]): readonly BookingLine[] => [...kept, ...linesFor(seats)];
    const hold = { showtimeId, holdId: request.holdId };
    const check = async (seats: readonly SeatId[]): Promise<void> => {
      const lines = linesWith(seats);
      requireExactly(request.payments ?? [], Math.max(0, totalOf(lines) - booking.totalMinor));
      const back = moneyBackFor({ booking, lines }, request, named);
      if (back) await options.approvals.check(call, back);
    };
    const { seats: held } = await options.secureHold(call.actor, hold, {
      minRemainingMs: exchangeWindowMs,
      check,
    });
    const { holdId, reason } = request;
    const lines = linesWith(held);
    return { showtimeId, showtime: soldShowtime(showtime), holdId, lines, reason, ...name };
  }

  /**
   * What cheaper seats give back is a refund, too, and counts with the others: what has to be allowed for it, or null.
   * Throws till.needed, shift.needed.
   */
  function moneyBackFor(
    { booking, lines }: { readonly booking: BookingRecord; readonly lines: readonly BookingLine[] },
    request: ExchangeRequest,
    { call, name }: Named,
  ): ApprovedAction | null {
    const { limitMinor } = options;
    const amountMinor = booking.totalMinor - totalOf(lines);
    if (amountMinor > 0) requireDrawerForCash(call, booking, options.tenderTerms);
    if (amountMinor <= 0 || givenAlone(booking) + amountMinor <= limitMinor) return null;
    const { _id: bookingId, currency } = booking;
    return {
      kind: 'REFUND',
      subject: { bookingId, seats: [...wantedSeats(booking, request)], amountMinor, currency },
      approvalId: request.approvalId,
      requestHash: name.requestHash,
      limitMinor,
    };
  }

  /** The payments of the difference, and the booking with them entered. Cash is taken with the exchange itself. */
  async function payDifference(
    booking: BookingRecord,
    { request, wish }: { readonly request: ExchangeRequest; readonly wish: ExchangeWish },
    call: SaleCall,
  ): Promise<{ readonly booking: BookingRecord; readonly paid: readonly PaymentRecord[] }> {
    const asked = request.payments ?? [];
    const { requestHash, payloadHash } = wish;
    const made = startedPayments(asked, { requestHash, payloadHash, ids, at: clock.now(), act: call.act });
    if (made.every(({ tender }) => tender === 'CASH')) return { booking, paid: made };
    const entered = await writeOnNewest(booking, call, (seen, doing) => enterPayments(seen, made, doing));
    if (entered.kind !== 'SAVED') throw new AppError('booking.state', { state: 'CHANGING' });
    return chargeDifference(entered.booking, made, call);
  }

  /** What changed meanwhile may be none of the exchange's business, as an earlier refund that was settled. */
  async function writeOnNewest(
    booking: BookingRecord,
    { act }: SaleCall,
    changeOf: (seen: BookingRecord, doing: Doing) => BookingChange,
  ): Promise<SaveOutcome> {
    let seen = booking;
    for (let turn = 1; ; turn += 1) {
      const outcome = await settlement.write(seen, changeOf(seen, settlement.doing(act)), act);
      if (outcome.kind !== 'CONFLICT' || turn === attempts) return outcome;
      const newest = await find(seen._id);
      if (!isSameSale(seen, newest)) return outcome;
      seen = newest;
    }
  }

  async function chargeDifference(booking: BookingRecord, made: readonly PaymentRecord[], { act }: SaleCall) {
    const paid: PaymentRecord[] = [];
    for (const payment of made) {
      const outcome = await charging.ask(booking, payment, 'charge');
      if (outcome.kind === 'CAPTURED') {
        paid.push({ ...payment, providerRef: outcome.providerRef, cardLast4: outcome.cardLast4 });
        continue;
      }
      await settlement.bringIn(booking, { paymentId: payment.id, outcome }, act);
      if (outcome.kind === 'UNKNOWN') throw new AppError('booking.state', { state: 'PAYMENT_OPEN' });
      throw new AppError('payment.declined', { reason: 'declined' });
    }
    return { booking, paid };
  }

  return async (call, id, request) => {
    const name = nameOf(call, `bookings.${id}.exchange`, request);
    const found = await find(id);
    if (madeBefore(found.exchanges, name).length > 0) return found;
    if (found.status !== 'BOOKED') throw new AppError('booking.state', { state: found.status });
    if (found.payments.some(isOpen)) throw new AppError('booking.state', { state: 'PAYMENT_OPEN' });
    const given = wantedSeats(found, request);
    requireNobodyIn(found, given);
    // Used tickets are no money: seats for them would be a gift.
    if (hasBegun(found, clock.now()) && !mayActAlone(call.actor.role)) {
      throw new AppError('showtime.closed', { state: 'CLOSED' });
    }
    const tenders = (request.payments ?? []).map(({ tender }) => tender);
    requireTenders(call.actor, tenders, options.tenderTerms);
    requireShift(call.act, tenders, options.tenderTerms);
    options.gate.require();
    const wish = await wishOf(found, request, { call, name });
    const back = moneyBackFor({ booking: found, lines: wish.lines }, request, { call, name });
    const approvalId = back && (await options.approvals.use(call, back));
    const { booking, paid } = await payDifference(found, { request, wish }, call);
    const outcome = await writeOnNewest(booking, call, (seen, doing) =>
      exchangeSeats(seen, wish, { ...doing, paid, approvalId }),
    );
    if (outcome.kind === 'SAVED') return outcome.booking;
    await returnCard(booking, paid, call);
    const newest = await find(id);
    if (madeBefore(newest.exchanges, name).length > 0) return newest;
    requireNobodyIn(newest, given);
    if (outcome.kind === 'TAKEN') throw new AppError('seats.taken', { seats: [...outcome.seats] });
    throw new AppError('booking.state', { state: 'CHANGING' });
  };

  /** The exchange did not come about: what a provider took for it is brought in, and goes back by that. */
  async function returnCard(
    booking: BookingRecord,
    paid: readonly PaymentRecord[],
    { act }: SaleCall,
  ): Promise<void> {
    for (const { id: paymentId, tender, providerRef, cardLast4 } of paid) {
      if (tender === 'CASH') continue;
      const outcome = { kind: 'CAPTURED' as const, providerRef, cardLast4 };
      await settlement.bringIn(booking, { paymentId, outcome }, act);
    }
  }
}

interface Named {
  readonly call: SaleCall;
  readonly name: RequestName;
}

function totalOf(lines: readonly BookingLine[]): AmountMinor {
  return sumMinor(lines.map((line) => line.priceMinor));
}

function neverLess(): never {
  throw new Error('an exchange has as many new seats as old ones');
}
