import type { OfflineSale } from '@foyer/shared/http/lease-sales';
import type { Replayed } from '@foyer/shared/http/leases';
import { ConflictId, type LeaseId, type ShiftId, type TillId, type UserId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { judgeOfflineSale } from '@foyer/shared/rules/offline-sale';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { BookingDraft, BookingRecord } from '../bookings/booking.ts';
import { bookingEvent } from '../bookings/booking-events.ts';
import { aboutPayment } from '../bookings/booking-payments.ts';
import { counterMoney } from '../bookings/counter-money.ts';
import { bookingIdFor, nameOf } from '../bookings/idempotency.ts';
import type { Settlement } from '../bookings/settlement.ts';
import type { ActContext } from '../seats/seats.ts';
import type { Drawer } from '../shifts/drawer.ts';
import type { LeaseConflictDraft } from './conflict.ts';
import type { ConflictRepository } from './conflict.repository.ts';
import type { LeaseCall } from './grant-lease.service.ts';
import { leaseAttempts, termsOf, withoutSeats, type LeaseRecord } from './lease.ts';
import { conflictEvent, leaseEvent } from './lease-events.ts';
import { requireLeaseOf } from './lease.policy.ts';
import type { LeaseRepository } from './lease.repository.ts';
import { offlineBooking } from './offline-booking.ts';
import type { TellHall } from './tell-hall.ts';

export interface ReplayOptions {
  readonly repository: Pick<LeaseRepository, 'read' | 'sell'>;
  readonly conflicts: Pick<ConflictRepository, 'insert' | 'ofSale'>;
  readonly settlement: Pick<Settlement, 'tellHall'>;
  readonly tellHall: TellHall;
  /** Whose drawer the money is in: the shift that the till names, if it is the till's, else the one that is open there. */
  readonly drawerOf: (till: TillId, shiftId: ShiftId | undefined) => Promise<Drawer | null>;
  /** Which of these people are staff. */
  readonly staffAmong: (ids: readonly UserId[]) => Promise<ReadonlySet<UserId>>;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly log: Logger;
}

export type Replay = ReturnType<typeof createReplay>;

const route = 'leases.replay';

/**
 * Brings in what a till has sold without the server, sale by sale: each is one transaction that releases its seats from
 * the lease and claims them for a booking, and each is known by its till and its own id for ever. Money has changed hands
 * already, so nothing is refused: what can't be booked becomes a conflict. Throws lease.not-found.
 */
export function createReplay(options: ReplayOptions) {
  const { repository, conflicts, clock, ids } = options;

  async function one(
    call: LeaseCall,
    id: LeaseId,
    { sale, sellers }: { readonly sale: OfflineSale; readonly sellers: ReadonlySet<UserId> },
  ): Promise<Replayed> {
    const { saleId } = sale;
    for (let turn = 0; turn < leaseAttempts; turn += 1) {
      // What it says it has sold is booked, in the same transaction. Seats never come back to it, so what has left it and
      // is not booked never will be.
      const lease = requireLeaseOf(call.actor, await repository.read(id));
      const key = { actor: { ...call.actor, tillId: lease.till }, idempotencyKey: saleId };
      const bookingId = bookingIdFor(key.actor, route, saleId);
      const { payloadHash } = nameOf(key, route, { leaseId: id, sale });
      const known = await conflicts.ofSale(lease.till, saleId);
      const same = known.find((conflict) => conflict.payloadHash === payloadHash);
      if (same) return { outcome: 'CONFLICT', saleId, conflictId: same._id, reason: same.reason };
      const sold = lease.sold.find((one) => one.saleId === saleId);
      if (sold?.payloadHash === payloadHash) return { outcome: 'BOOKED', saleId, bookingId };
      const judged = judgeOfflineSale(termsOf(lease), sale);
      const reason = sold || known.length > 0 ? 'SALE_ID' : judged.reason;
      if (reason || !judged.lines) {
        const conflict = { ...judged, reason: reason ?? 'LINES', sale, payloadHash } as const;
        return refuse(call, lease, conflict);
      }
      const drawer = await options.drawerOf(lease.till, sale.shiftId);
      const made = {
        id: bookingId,
        payloadHash,
        reference: sale.reference,
        lines: judged.lines,
        sale,
        drawer,
      };
      const now = clock.now();
      const draft = offlineBooking(lease, { ...made, actor: call.actor, sellers, ids, now });
      const outcome = await repository.sell(soldFrom(lease, draft, call.act), recordOf(draft, call.act));
      if (outcome === 'SOLD') {
        await options.settlement.tellHall(null, draft, call.act);
        return { outcome: 'BOOKED', saleId, bookingId };
      }
      if (outcome === 'REFERENCE') {
        return refuse(call, lease, { ...judged, reason: outcome, sale, payloadHash });
      }
      // From another lease of the till: this one moves with what is sold from it.
      if (outcome === 'EXISTS')
        return refuse(call, lease, { ...judged, reason: 'SALE_ID', sale, payloadHash });
      if (outcome === 'TAKEN') {
        // Only somebody who changed the database by hand can have done that; the money is there all the same.
        options.log.error({ leaseId: id, saleId }, 'leased seats belong to somebody else');
        return refuse(call, lease, { ...judged, reason: 'SEATS', sale, payloadHash });
      }
    }
    throw new AppError('version.conflict', { state: 'changed by somebody else' });
  }

  /** Written down before it is answered, so that the till may forget it. */
  async function refuse(
    call: LeaseCall,
    lease: LeaseRecord,
    made: Pick<LeaseConflictDraft, 'reason' | 'sale' | 'payloadHash'> & {
      readonly lines: readonly BookingDraft['lines'][number][] | null;
    },
  ): Promise<Replayed> {
    const { sale, reason, payloadHash, lines } = made;
    const { saleId } = sale;
    const named = nameOf(
      { actor: { ...call.actor, tillId: lease.till }, idempotencyKey: saleId },
      payloadHash,
      {},
    );
    const conflict: LeaseConflictDraft = {
      _id: ConflictId.parse(`cnf_${named.requestHash}`),
      leaseId: lease._id,
      till: lease.till,
      saleId,
      payloadHash,
      reason,
      state: 'OPEN',
      showtimeId: lease.showtimeId,
      showtime: lease.showtime,
      currency: lease.granted.currency,
      sale,
      lines: lines && [...lines],
      replayedBy: { id: call.actor.userId, role: call.actor.role },
      createdAt: clock.now(),
      resolution: null,
    };
    await conflicts.insert(conflict, conflictEvent(conflict, call.act));
    options.tellHall.saved();
    return { outcome: 'CONFLICT', saleId, conflictId: conflict._id, reason };
  }

  return async (call: LeaseCall, id: LeaseId, sales: readonly OfflineSale[]) => {
    requireLeaseOf(call.actor, await repository.read(id));
    const sellers = await options.staffAmong([...new Set(sales.map(({ soldBy }) => soldBy))]);
    const replayed: Replayed[] = [];
    // One after the other: they change the same lease.
    for (const sale of sales) replayed.push(await one(call, id, { sale, sellers }));
    return { lease: requireLeaseOf(call.actor, await repository.read(id)), replayed };
  };
}

/** The lease without what was sold from it. */
export function soldFrom(seen: LeaseRecord, draft: BookingDraft, act: ActContext) {
  const { _id: bookingId, reference, offline, seats, payloadHash, createdAt: at } = draft;
  if (!offline) throw new Error(`booking ${bookingId} was not sold from a lease`);
  // A decision may take seats with them that have left the lease before.
  const own = seats.filter((seat) => seen.seats.includes(seat));
  const sold = { saleId: offline.saleId, bookingId, reference, payloadHash, seats: own };
  const next = withoutSeats(seen, seats, { sold: [...seen.sold, sold], at });
  const more = { saleId: offline.saleId, bookingId, seats };
  return { seen, step: { next, fact: leaseEvent(next, { action: 'lease.replayed', at, more }, act) } };
}

/** The booking as it is written: with what is told of it, and with its money on the way to a report. */
export function recordOf(draft: BookingDraft, act: ActContext): BookingRecord {
  const told = { act, at: draft.createdAt };
  const { offline } = draft;
  const more = offline ? { offline: { ...offline, soldAt: offline.soldAt.toISOString() } } : {};
  const money = draft.payments.map((payment) => aboutPayment('payment.captured', payment));
  return {
    ...draft,
    outbox: [...money, { action: 'booking.success' as const, more }].map((fact) =>
      bookingEvent(draft, fact, told),
    ),
    unreported: [...counterMoney(null, draft, draft.createdAt)],
  };
}
