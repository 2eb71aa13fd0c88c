import type { ConfirmRequest, PaymentRequest, Tender } from '@foyer/shared/http/bookings';
import type { BookingId, PaymentId, SeatId, UserId } from '@foyer/shared/ids';
import { AppError, invalidRequest } from '@foyer/shared/problems';
import { can, type Ability } from '@foyer/shared/roles';
import { defaultLines, priceLines } from '@foyer/shared/rules/prices';
import type { Actor } from '../actor.ts';
import type { Layout, ShowtimeRecord } from '../catalogue/catalogue.ts';
import { channelOf, type ActContext } from '../seats/seats.ts';
import type { BookingRecord, PaymentRecord } from './booking.ts';

const abilityOf: Readonly<Record<'CASH' | 'CARD' | 'ONLINE', Ability>> = {
  CASH: 'tender.cash',
  CARD: 'tender.card',
  ONLINE: 'tender.online',
};

/** The one payment of a sale. Throws action.forbidden for a tender the role may not take. */
export function tenderOf(
  actor: Actor,
  request: ConfirmRequest,
  accepted: readonly Tender[],
): PaymentRequest['tender'] {
  const tender = request.payments?.[0]?.tender ?? 'CASH';
  if (tender !== 'GIFT_CARD' && !can(actor.role, abilityOf[tender])) {
    throw new AppError('action.forbidden', { action: abilityOf[tender] });
  }
  if (!accepted.includes(tender)) {
    throw invalidRequest([{ path: 'body.payments.0.tender', message: 'is not accepted here yet' }]);
  }
  return tender;
}

export interface SaleRequest {
  readonly id: BookingId;
  readonly reference: string;
  readonly paymentId: PaymentId;
  readonly payloadHash: string;
  readonly request: ConfirmRequest;
  readonly actor: Actor;
  readonly act: ActContext;
  readonly seats: readonly SeatId[];
  /** The online customer from whom the seller took the hold over. */
  readonly guestId: UserId | null;
  readonly showtime: ShowtimeRecord;
  readonly layout: Layout;
  readonly now: Date;
  /** Tenders that this server can take; the others are refused by name, never pretended. */
  readonly accepted: readonly Tender[];
  /** How long a payment may stay open. */
  readonly paymentWindowMs: number;
}

export type NewSale = Omit<BookingRecord, 'outbox'>;

/**
 * The booking a sale starts with: BOOKED where the money is in the drawer already, else PENDING with a started
 * payment. Prices come from the showtime alone. Throws request.invalid where lines or amounts do not fit.
 */
export function newSale(sale: SaleRequest): NewSale {
  const { request, showtime, layout, actor, now } = sale;
  const seats = [...sale.seats].sort();
  const chairs = seats.flatMap((seat) => layout.seatsById.get(seat) ?? []);
  const priced = priceLines(
    chairs,
    request.lines ?? defaultLines(chairs, showtime.ticketTypes),
    showtime.ticketTypes,
  );
  if (!priced.ok)
    throw invalidRequest(priced.issues.map(({ path, message }) => ({ path: `body.${path}`, message })));
  const tender = tenderOf(actor, request, sale.accepted);
  requireFullAmount(request, priced.totalMinor);
  const paid = tender === 'CASH';
  const payment: PaymentRecord = {
    id: sale.paymentId,
    tender,
    amountMinor: priced.totalMinor,
    status: paid ? 'CAPTURED' : 'STARTED',
    refundedMinor: 0,
    at: now,
  };
  return {
    _id: sale.id,
    reference: sale.reference,
    kind: 'SALE',
    channel: channelOf(actor),
    status: paid ? 'BOOKED' : 'PENDING',
    version: 1,
    claims: true,
    showtimeId: showtime.id,
    showtime: {
      movieId: showtime.movie.id,
      movieTitle: showtime.movie.title,
      auditoriumName: showtime.auditorium.name,
      startsAt: showtime.startsAt,
    },
    seats,
    lines: [...priced.lines],
    totalMinor: priced.totalMinor,
    currency: showtime.currency,
    payments: [payment],
    refunds: [],
    holdId: request.holdId,
    customerId: actor.role === 'USER' ? actor.userId : sale.guestId,
    actor: { id: actor.userId, role: actor.role },
    till: actor.tillId,
    payloadHash: sale.payloadHash,
    expiresAt: paid ? null : new Date(now.getTime() + sale.paymentWindowMs),
    createdAt: now,
  };
}

function requireFullAmount(request: ConfirmRequest, totalMinor: number): void {
  const offered = request.payments?.[0]?.amountMinor ?? totalMinor;
  if (offered === totalMinor) return;
  throw invalidRequest([
    { path: 'body.payments.0.amountMinor', message: `must be ${totalMinor}, the price of the seats` },
  ]);
}
