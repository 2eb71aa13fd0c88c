import type { ResolveRequest } from '@foyer/shared/http/lease-conflicts';
import {
  BookingId,
  RefundId,
  type ConflictId,
  type HoldId,
  type ShiftId,
  type TillId,
  type UserId,
} from '@foyer/shared/ids';
import { AppError, unfitRequest } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { BookingDraft, BookingRecord } from '../bookings/booking.ts';
import { bookingEvent } from '../bookings/booking-events.ts';
import { refundSeats } from '../bookings/booking-refund.ts';
import { counterMoney } from '../bookings/counter-money.ts';
import { madeBefore, nameOf, type RequestName } from '../bookings/idempotency.ts';
import type { Settlement } from '../bookings/settlement.ts';
import { showtimeOfHold } from '../seats/hold-id.ts';
import type { SecureHold } from '../seats/secure-hold.service.ts';
import type { Drawer } from '../shifts/drawer.ts';
import { actionsOf, paidLines, type LeaseConflictDraft, type LeaseConflictRecord } from './conflict.ts';
import type { ConflictRepository } from './conflict.repository.ts';
import type { LeaseCall } from './grant-lease.service.ts';
import { leaseAttempts, withoutSeats, type LeaseRecord } from './lease.ts';
import { conflictEvent, leaseEvent } from './lease-events.ts';
import type { LeaseRepository } from './lease.repository.ts';
import { offlineBooking } from './offline-booking.ts';
import { recordOf, soldFrom } from './replay.service.ts';
import type { TellHall } from './tell-hall.ts';

export interface ResolveOptions {
  readonly repository: Pick<LeaseRepository, 'read' | 'sell' | 'claimed'>;
  readonly conflicts: Pick<ConflictRepository, 'read' | 'resolve'>;
  readonly secureHold: SecureHold;
  readonly settlement: Pick<Settlement, 'tellHall'>;
  readonly tellHall: TellHall;
  readonly drawerOf: (till: TillId, shiftId: ShiftId | undefined) => Promise<Drawer | null>;
  readonly staffAmong: (ids: readonly UserId[]) => Promise<ReadonlySet<UserId>>;
  readonly ids: IdSource;
  readonly clock: Clock;
}

export type ResolveConflict = (
  call: LeaseCall & { readonly idempotencyKey: string },
  id: ConflictId,
  request: ResolveRequest,
) => Promise<LeaseConflictRecord>;

/** The hold only has to last until the insert. */
const insertWindowMs = 15_000;

/** What a decision makes: a booking, and what becomes of seats that the lease still has. */
interface Decided {
  readonly booking: BookingRecord | null;
  readonly lease: ReturnType<typeof soldFrom> | null;
}

/**
 * Does something about a sale that could not be booked. The decision, what it books and what the lease gives up for it
 * are one transaction, so that it is made once. Throws lease.conflict-not-found, lease.state, request.unfit, seats.*, hold.*.
 */
export function createResolveConflict(options: ResolveOptions): ResolveConflict {
  const { repository, conflicts, clock, ids } = options;

  return async (call, id, request) => {
    const name = nameOf(call, `leases.conflicts.${id}.resolve`, request);
    let isNameFree = true;
    for (let turn = 0; turn < leaseAttempts; turn += 1) {
      const conflict = await conflicts.read(id);
      if (!conflict) throw new AppError('lease.conflict-not-found', {});
      if (conflict.resolution && madeBefore([conflict.resolution], name).length > 0) return conflict;
      if (conflict.state === 'RESOLVED') throw new AppError('lease.state', { state: conflict.state });
      if (!actionsOf(conflict).includes(request.action)) {
        throw unfitRequest([
          { path: 'body.action', message: 'is not to be had where the prices are not the lease’s' },
        ]);
      }
      const lease = await repository.read(conflict.leaseId);
      if (!lease) throw new Error(`conflict ${id} is of a lease that nobody knows`);
      const decided = await decide(call, { conflict, lease, request, isNameFree });
      const next = resolved(conflict, { call, request, name, decided });
      const fact = conflictEvent(next, call.act);
      const outcome = await repository.sell(decided.lease, decided.booking, (session) =>
        conflicts.resolve(next, fact, session),
      );
      if (outcome === 'TAKEN') {
        const seats = decided.booking?.seats ?? [];
        throw new AppError('seats.taken', {
          seats: [...(await repository.claimed(lease.showtimeId, seats))],
        });
      }
      if (outcome === 'REFERENCE') isNameFree = false;
      if (outcome === 'SOLD') {
        await tell(call, decided);
        return { ...next, outbox: [] };
      }
    }
    throw new AppError('version.conflict', { state: 'changed by somebody else' });
  };

  function resolved(
    conflict: LeaseConflictRecord,
    made: {
      readonly call: LeaseCall;
      readonly request: ResolveRequest;
      readonly name: RequestName;
      readonly decided: Decided;
    },
  ): LeaseConflictDraft {
    const { call, request, name, decided } = made;
    const { outbox: _told, ...draft } = conflict;
    const { action, reason } = request;
    const by = { actor: { id: call.actor.userId, role: call.actor.role }, at: clock.now() };
    const bookingId = decided.booking?._id ?? null;
    return { ...draft, state: 'RESOLVED', resolution: { action, reason, ...by, bookingId, ...name } };
  }

  async function decide(
    call: LeaseCall,
    about: {
      readonly conflict: LeaseConflictRecord;
      readonly lease: LeaseRecord;
      readonly request: ResolveRequest;
      readonly isNameFree: boolean;
    },
  ): Promise<Decided> {
    const { conflict, lease, request } = about;
    const left = lease.seats.filter((seat) => conflict.sale.lines.some((line) => line.seat === seat));
    if (request.action === 'SETTLED') return { booking: null, lease: freed(call, lease, left) };
    const draft = await draftOf(call, about);
    switch (request.action) {
      case 'RETAKE':
        return {
          booking: recordOf(draft, call.act),
          lease: left.length > 0 ? soldFrom(lease, draft, call.act) : null,
        };
      case 'OTHER_SEATS':
        return { booking: recordOf(draft, call.act), lease: freed(call, lease, left) };
      case 'REFUND_CASH':
        return { booking: givenBack(draft, request.reason, call), lease: freed(call, lease, left) };
    }
  }

  async function draftOf(
    call: LeaseCall,
    about: {
      readonly conflict: LeaseConflictRecord;
      readonly lease: LeaseRecord;
      readonly request: ResolveRequest;
      readonly isNameFree: boolean;
    },
  ): Promise<BookingDraft> {
    const { conflict, lease, request, isNameFree } = about;
    const { sale } = conflict;
    const paid = paidLines(conflict);
    const seats = request.holdId === undefined ? null : await seatsOf(call, conflict, request.holdId);
    const lines = seats ? paid.map((line, index) => ({ ...line, seat: seats[index] ?? line.seat })) : paid;
    // What is printed on the slip stays the booking's name, unless another booking has it.
    const mayKeep = isNameFree && lease.granted.references.includes(sale.reference);
    const draft = offlineBooking(lease, {
      id: BookingId.parse(`b_${conflict._id}`),
      payloadHash: conflict.payloadHash,
      reference: mayKeep ? sale.reference : ids.reference(),
      lines,
      sale,
      actor: call.actor,
      drawer: await options.drawerOf(lease.till, sale.shiftId),
      sellers: await options.staffAmong([sale.soldBy]),
      ids,
      now: clock.now(),
    });
    return { ...draft, holdId: request.holdId ?? null };
  }

  /** As many as were sold, of a live hold of the manager's. */
  async function seatsOf(call: LeaseCall, conflict: LeaseConflictRecord, holdId: HoldId) {
    const { showtimeId } = conflict;
    if (showtimeOfHold(holdId) !== showtimeId) throw new AppError('hold.not-found', {});
    const { length } = paidLines(conflict);
    const check = (seats: readonly unknown[]): void => {
      if (seats.length === length) return;
      throw unfitRequest([
        { path: 'body.holdId', message: `must have ${length} seats, as many as were sold` },
      ]);
    };
    const wish = { minRemainingMs: insertWindowMs, check };
    return (await options.secureHold(call.actor, { showtimeId, holdId }, wish)).seats.toSorted();
  }

  /** The sale and its refund at once: both are in the trail, and in the reports of their drawers. */
  function givenBack(draft: BookingDraft, reason: string, { act }: LeaseCall): BookingRecord {
    const sold = recordOf(draft, act);
    const doing = { act, at: clock.now(), refundId: RefundId.parse(ids.next('ref')) };
    const wish = { requestHash: draft._id, payloadHash: draft.payloadHash, approvalId: null };
    const { next, facts } = refundSeats(draft, { ...wish, seats: draft.seats, reason }, doing);
    const told = facts.map((fact) => bookingEvent(next, fact, doing));
    const unreported = [...counterMoney(null, next, doing.at)];
    return { ...next, outbox: [...sold.outbox, ...told], unreported };
  }

  function freed({ act }: LeaseCall, seen: LeaseRecord, seats: LeaseRecord['seats']): Decided['lease'] {
    if (seats.length === 0) return null;
    const at = clock.now();
    const next = withoutSeats(seen, seats, { returned: [...seen.returned, ...seats], at });
    return {
      seen,
      step: { next, fact: leaseEvent(next, { action: 'lease.returned', at, more: { seats } }, act) },
    };
  }

  async function tell({ act }: LeaseCall, { booking, lease }: Decided): Promise<void> {
    options.tellHall.saved();
    const sold = booking?.claims ? booking.seats : [];
    if (booking && sold.length > 0) await options.settlement.tellHall(null, booking, act);
    if (!lease) return;
    const { seen, step } = lease;
    const kept = new Set([...step.next.seats, ...sold]);
    await options.tellHall.freed(
      step.next,
      seen.seats.filter((seat) => !kept.has(seat)),
      act,
    );
  }
}
