import type { AdjustmentRequest } from '@foyer/shared/http/adjustments';
import type { BookingLine, Contact, LineRequest, PaymentRequest } from '@foyer/shared/http/bookings';
import type { BookingId, HoldId, SeatId, UserId } from '@foyer/shared/ids';
import { unfitRequest, type AppError } from '@foyer/shared/problems';
import { adjustLines } from '@foyer/shared/rules/adjusted-prices';
import { defaultLines, priceLines, type PricedLines } from '@foyer/shared/rules/prices';
import type { IdSource } from '../../platform/random-ids.ts';
import type { Actor } from '../actor.ts';
import type { Layout, ShowtimeRecord } from '../catalogue/catalogue.ts';
import { channelOf, type ActContext } from '../seats/seats.ts';
import type { BookingDraft, SoldShowtime } from './booking.ts';
import { dueAtOf } from './booking-change.ts';
import { requireExactly, startedPayments } from './tenders.ts';

export interface SaleRequest {
  readonly id: BookingId;
  readonly payloadHash: string;
  readonly flow: BookingDraft['flow'];
  readonly holdId: HoldId | null;
  readonly lines: readonly LineRequest[] | undefined;
  /** Prices in the place of the list's. */
  readonly adjustments?: readonly AdjustmentRequest[] | undefined;
  /** Where tickets are mailed to. */
  readonly contact: Contact | undefined;
  /** In full by cash when left out; none for a booking that is paid later. */
  readonly payments: readonly PaymentRequest[] | undefined;
  readonly actor: Actor;
  readonly act: Pick<ActContext, 'drawer'>;
  readonly seats: readonly SeatId[];
  /** The online customer from whom the seller took the hold over. */
  readonly guestId: UserId | null;
  readonly showtime: ShowtimeRecord;
  readonly layout: Layout;
  readonly now: Date;
  /** How long the booking may wait for its money. */
  readonly paymentWindowMs: number;
  readonly ids: IdSource;
}

/**
 * The booking that a sale starts with: BOOKED where all money is in the drawer already, else PENDING with started
 * payments or none. Prices come from the showtime alone, but for
 * adjustments, which the caller has to be allowed. Throws request.unfit where lines or amounts do not fit.
 */
export function newSale(sale: SaleRequest): BookingDraft {
  const { showtime, actor, now, flow } = sale;
  const { lines, totalMinor } = adjusted(pricedLines(sale).lines, sale.adjustments ?? []);
  const asked = flow === 'BOOK' ? [] : (sale.payments ?? [{ tender: 'CASH', amountMinor: totalMinor }]);
  if (flow === 'CONFIRM') requireExactly(asked, totalMinor);
  const isPaid = flow === 'CONFIRM' && asked.every(({ tender }) => tender === 'CASH');
  const { ids, act } = sale;
  const started = startedPayments(asked, { requestHash: null, payloadHash: null, ids, at: now, act });
  const payments = started.map((one) => (isPaid ? { ...one, status: 'CAPTURED' as const } : one));
  const draft: BookingDraft = {
    _id: sale.id,
    reference: sale.ids.reference(),
    kind: 'SALE',
    flow,
    channel: channelOf(actor),
    status: isPaid ? 'BOOKED' : 'PENDING',
    version: 1,
    claims: true,
    showtimeId: showtime.id,
    showtime: soldShowtime(showtime),
    seats: [...sale.seats].sort(),
    lines: [...lines],
    totalMinor,
    currency: showtime.currency,
    payments,
    refunds: [],
    exchanges: [],
    admissions: [],
    offer: null,
    holdId: sale.holdId,
    customerId: actor.role === 'USER' ? actor.userId : sale.guestId,
    contact: sale.contact ?? null,
    actor: { id: actor.userId, role: actor.role },
    till: actor.tillId,
    payloadHash: sale.payloadHash,
    approvalId: null,
    expiresAt: isPaid ? null : new Date(now.getTime() + sale.paymentWindowMs),
    createdAt: now,
    dueAt: null,
  };
  return { ...draft, dueAt: dueAtOf(draft) };
}

/** The seats with their prices by the showtime's list. Throws request.unfit where the lines do not fit them. */
export function pricedLines({
  seats,
  layout,
  showtime,
  lines,
}: Pick<SaleRequest, 'seats' | 'layout' | 'showtime' | 'lines'>) {
  const chairs = [...seats].sort().flatMap((seat) => layout.seatsById.get(seat) ?? []);
  const priced = priceLines(
    chairs,
    lines ?? defaultLines(chairs, showtime.ticketTypes),
    showtime.ticketTypes,
  );
  return orRefusal(priced);
}

function adjusted(lines: readonly BookingLine[], adjustments: readonly AdjustmentRequest[]) {
  return orRefusal(adjustLines(lines, adjustments));
}

function orRefusal(priced: PricedLines) {
  if (priced.ok) return priced;
  throw unfitRequest(priced.issues.map(({ path, message }) => ({ path: `body.${path}`, message })));
}

/** What of a showtime is kept with what was sold for it. */
export function soldShowtime(showtime: ShowtimeRecord): SoldShowtime {
  return {
    movieId: showtime.movie.id,
    movieTitle: showtime.movie.title,
    auditoriumName: showtime.auditorium.name,
    startsAt: showtime.startsAt,
  };
}

/** The refusal of a sale that names no hold although it could. */
export function needsHold(): AppError {
  return unfitRequest([
    { path: 'body.holdId', message: 'is needed while holds can be had, and by customers always' },
  ]);
}
