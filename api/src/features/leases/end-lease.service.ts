import type { JournalId, LeaseId, SeatId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { ConflictRepository } from './conflict.repository.ts';
import type { LeaseCall } from './grant-lease.service.ts';
import { leaseAttempts, lost, withoutSeats, type LeaseRecord } from './lease.ts';
import { leaseEvent } from './lease-events.ts';
import { requireJournal, requireLeaseOf } from './lease.policy.ts';
import type { LeaseRepository, LeaseStep } from './lease.repository.ts';
import type { TellHall } from './tell-hall.ts';

export interface EndLeaseOptions {
  readonly repository: Pick<LeaseRepository, 'read' | 'save'>;
  readonly conflicts: Pick<ConflictRepository, 'openSeatsOf'>;
  readonly tellHall: TellHall;
  readonly clock: Clock;
}

export type EndLease = ReturnType<typeof createEndLease>;

/** How seats come back that nobody has sold: the till's word, or a manager's. Nothing else ends a lease, no clock does. */
export function createEndLease({ repository, conflicts, tellHall, clock }: EndLeaseOptions) {
  /** One compare-and-set, tried again where somebody else was first; null from `stepOf` leaves everything as it is. */
  async function step(
    call: LeaseCall,
    id: LeaseId,
    stepOf: (seen: LeaseRecord) => Promise<LeaseStep | null>,
  ): Promise<LeaseRecord> {
    for (let turn = 0; turn < leaseAttempts; turn += 1) {
      const seen = requireLeaseOf(call.actor, await repository.read(id));
      const made = await stepOf(seen);
      if (!made) return seen;
      if (!(await repository.save(seen, made))) continue;
      const freed = seen.seats.filter((seat) => !made.next.seats.includes(seat));
      await tellHall.freed(made.next, freed, call.act);
      return { ...made.next, outbox: [] };
    }
    throw new AppError('version.conflict', { state: 'changed by somebody else' });
  }

  /** Sent again, it changes nothing. Throws lease.not-found, lease.elsewhere, lease.state, seats.unknown. */
  function giveBack(
    call: LeaseCall,
    id: LeaseId,
    { journalId, seats }: { readonly journalId: JournalId; readonly seats: readonly SeatId[] },
  ): Promise<LeaseRecord> {
    return step(call, id, async (seen) => {
      requireJournal(seen, journalId);
      const unknown = seats.filter((seat) => !seen.granted.chairs.some((chair) => chair.id === seat));
      if (unknown.length > 0) throw new AppError('seats.unknown', { seats: unknown });
      if (seen.status === 'LOST') throw new AppError('lease.state', { state: 'LOST' });
      const isOf = (list: readonly SeatId[]) => (seat: SeatId) => list.includes(seat);
      if (seats.some(isOf(seen.sold.flatMap((sold) => sold.seats)))) {
        throw new AppError('lease.state', { state: 'SOLD' });
      }
      const going = seats.filter(isOf(seen.seats));
      if (going.length === 0) return null;
      const waiting = await conflicts.openSeatsOf(id);
      if (going.some((seat) => waiting.has(seat))) throw new AppError('lease.state', { state: 'CONFLICT' });
      const at = clock.now();
      const next = withoutSeats(seen, going, { returned: [...seen.returned, ...going], at });
      const fact = leaseEvent(next, { action: 'lease.returned', at, more: { seats: going } }, call.act);
      return { next, fact };
    });
  }

  /** For good: what the till has sold from it becomes a conflict. Sent again, it changes nothing. */
  function declareLost(call: LeaseCall, id: LeaseId, reason: string): Promise<LeaseRecord> {
    return step(call, id, async (seen) => {
      if (seen.status === 'LOST') return null;
      if (seen.status === 'ENDED') throw new AppError('lease.state', { state: seen.status });
      const at = clock.now();
      const next = lost(seen, at);
      const more = { seats: seen.seats };
      return { next, fact: leaseEvent(next, { action: 'lease.lost', at, reason, more }, call.act) };
    });
  }

  return { giveBack, declareLost };
}
