/** What a sale that a till made without the server becomes. Pure. */
import type { BookingLine } from '@foyer/shared/http/bookings';
import type { OfflineSale } from '@foyer/shared/http/lease-sales';
import type { BookingId, UserId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import type { IdSource } from '../../platform/random-ids.ts';
import type { BookingDraft, OfflineOrigin } from '../bookings/booking.ts';
import { startedPayments } from '../bookings/tenders.ts';
import type { Actor } from '../actor.ts';
import type { Drawer } from '../shifts/drawer.ts';
import type { LeaseRecord } from './lease.ts';

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
    admissions: [],
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
