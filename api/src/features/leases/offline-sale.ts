/** What a sale that a till made without the server becomes. Pure. */
import type { BookingLine } from '@foyer/shared/http/bookings';
import type { ConflictReason, OfflineSale } from '@foyer/shared/http/lease-sales';
import type { BookingId, UserId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import { priceLines } from '@foyer/shared/rules/prices';
import type { IdSource } from '../../platform/random-ids.ts';
import type { BookingDraft, OfflineOrigin } from '../bookings/booking.ts';
import { startedPayments } from '../bookings/tenders.ts';
import type { Actor } from '../actor.ts';
import type { Drawer } from '../shifts/drawer.ts';
import type { LeaseRecord } from './lease.ts';

/** Its lines by the lease's prices, as far as they have any, and why it can't be booked; null where it can. */
export interface JudgedSale {
  readonly lines: readonly BookingLine[] | null;
  readonly reason: ConflictReason | null;
}

/** Judged by what the till was told when the seats were lent, and by what the lease still has. */
export function judgeOfflineSale(
  lease: LeaseRecord,
  { lines: asked, paidMinor, reference }: OfflineSale,
): JudgedSale {
  const { chairs, ticketTypes, references } = lease.granted;
  const named = new Set(asked.map(({ seat }) => seat));
  const own = chairs.filter(({ id }) => named.has(id));
  const isLent = own.length === named.size;
  const priced = priceLines(own, asked, ticketTypes);
  const lines = priced.ok ? priced.lines : null;
  const because = (reason: ConflictReason | null): JudgedSale => ({ lines, reason });
  if (lease.status === 'LOST') return because('LOST');
  if (!isLent) return because('SEATS');
  if (!priced.ok) return because('LINES');
  if (![...named].every((seat) => lease.seats.includes(seat))) return because('SEATS');
  if (priced.totalMinor !== paidMinor) return because('TOTAL');
  const isUsed = lease.sold.some((sold) => sold.reference === reference);
  return because(references.includes(reference) && !isUsed ? null : 'REFERENCE');
}

export interface OfflineBooking {
  readonly id: BookingId;
  readonly payloadHash: string;
  readonly reference: string;
  readonly lines: readonly BookingLine[];
  readonly sale: OfflineSale;
  readonly actor: Actor;
  readonly drawer: Drawer | null;
  readonly sellers: ReadonlySet<UserId>;
  readonly ids: IdSource;
  readonly now: Date;
}

/** The booking: BOOKED, its cash in the drawer. What it cost is what was paid. */
export function offlineBooking(
  lease: Pick<LeaseRecord, '_id' | 'till' | 'showtimeId' | 'showtime' | 'granted'>,
  made: OfflineBooking,
): BookingDraft {
  const { sale, actor, now, ids } = made;
  const lines = made.lines.toSorted((one, other) => (one.seat < other.seat ? -1 : 1));
  const totalMinor = sumMinor(lines.map(({ priceMinor }) => priceMinor));
  const cash = [{ tender: 'CASH' as const, amountMinor: totalMinor }];
  const begun = { requestHash: null, payloadHash: null, ids, at: now, act: { drawer: made.drawer } };
  const payments = startedPayments(cash, begun).map((one) => ({ ...one, status: 'CAPTURED' as const }));
  const offline: OfflineOrigin = {
    leaseId: lease._id,
    saleId: sale.saleId,
    soldBy: sale.soldBy,
    isSellerKnown: made.sellers.has(sale.soldBy),
    soldAt: new Date(sale.soldAt),
    givenMinor: sale.givenMinor ?? null,
    replayedBy: actor.userId,
  };
  return {
    _id: made.id,
    reference: made.reference,
    kind: 'SALE',
    flow: 'CONFIRM',
    channel: 'COUNTER',
    status: 'BOOKED',
    version: 1,
    claims: true,
    showtimeId: lease.showtimeId,
    showtime: lease.showtime,
    seats: lines.map(({ seat }) => seat),
    lines,
    totalMinor,
    currency: lease.granted.currency,
    payments,
    refunds: [],
    exchanges: [],
    offer: null,
    holdId: null,
    customerId: null,
    contact: null,
    actor: { id: actor.userId, role: actor.role },
    till: lease.till,
    payloadHash: made.payloadHash,
    offline,
    approvalId: null,
    expiresAt: null,
    createdAt: now,
    dueAt: null,
  };
}
