import type { JournalId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import { LeaseId, UserId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { Actor } from '../actor.ts';
import { soldShowtime } from '../bookings/sale.ts';
import type { Layout, ShowtimeLookup, ShowtimeRecord } from '../catalogue/catalogue.ts';
import type { HoldBestSeats } from '../seats/best-seats.service.ts';
import type { HoldService } from '../seats/hold.service.ts';
import { requireOnSale } from '../seats/on-sale.policy.ts';
import type { SecureHold } from '../seats/secure-hold.service.ts';
import type { ActContext } from '../seats/seats.ts';
import type { TellHall } from './tell-hall.ts';
import type { LeaseDraft, LeaseRecord } from './lease.ts';
import { leaseEvent } from './lease-events.ts';
import { requireJournal, requireTill } from './lease.policy.ts';
import type { LeaseRepository } from './lease.repository.ts';

export interface GrantLeaseOptions {
  readonly repository: Pick<LeaseRepository, 'insert' | 'liveOf' | 'countSeats'>;
  readonly catalogue: ShowtimeLookup;
  readonly holds: Pick<HoldService, 'release'>;
  readonly holdBestSeats: HoldBestSeats;
  readonly secureHold: SecureHold;
  readonly tellHall: TellHall;
  /** How many seats a till is lent of a showtime, and which share of a hall all tills together. */
  readonly size: { readonly seats: number; readonly hallShare: number };
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface LeaseCall {
  readonly actor: Actor;
  readonly act: ActContext;
}

export type GrantLease = (
  call: LeaseCall,
  wish: { readonly showtimeId: ShowtimeId; readonly journalId: JournalId },
) => Promise<{ readonly lease: LeaseRecord; readonly isNew: boolean }>;

/** The hold only has to last until the insert. */
const insertWindowMs = 15_000;
const attempts = 4;

/**
 * Fences off seats that the finder of best seats chooses, so that they are a block and leave nobody alone; fewer where the
 * hall has not as many. The lease that the till has is answered again. Throws till.needed, showtime.*,
 * lease.elsewhere, lease.unavailable.
 */
export function createGrantLease(options: GrantLeaseOptions): GrantLease {
  const { repository, catalogue, clock, ids, size } = options;

  /** Held first, as every sale is: whoever is choosing these seats just now is not cut off. */
  async function held(call: LeaseCall, showtimeId: ShowtimeId, most: number) {
    const holder = holderOf(call);
    for (let count = most; count > 0; count -= 1) {
      try {
        const { hold } = await options.holdBestSeats(holder, showtimeId, { count });
        const ref = { showtimeId, holdId: hold.id };
        try {
          const wish = { minRemainingMs: insertWindowMs, check: () => undefined };
          const { seats } = await options.secureHold(holder.actor, ref, wish);
          return { seats, holdId: hold.id };
        } catch (error) {
          await letGo(holder, ref);
          throw error;
        }
      } catch (error) {
        if (!isAboutSeats(error)) throw error;
      }
    }
    throw new AppError('lease.unavailable', { reason: 'SEATS' });
  }

  async function letGo(
    holder: LeaseCall,
    { showtimeId, holdId }: { readonly showtimeId: ShowtimeId; readonly holdId: LeaseHold['holdId'] },
  ): Promise<void> {
    try {
      await options.holds.release(holder, showtimeId, { holdId });
    } catch (error) {
      options.log.debug({ err: error, showtimeId }, 'a hold for a lease ends by itself');
    }
  }

  async function room(showtimeId: ShowtimeId, layout: Layout): Promise<number> {
    if (size.seats === 0) throw new AppError('lease.unavailable', { reason: 'OFF' });
    const share = Math.floor(layout.seats.length * size.hallShare);
    const left = Math.min(size.seats, share - (await repository.countSeats(showtimeId)));
    if (left < 1) throw new AppError('lease.unavailable', { reason: 'SHARE' });
    return left;
  }

  return async (call, { showtimeId, journalId }) => {
    const till = requireTill(call.actor);
    const showtime = await catalogue.requireShowtime(showtimeId);
    for (let turn = 0; turn < attempts; turn += 1) {
      const existing = await repository.liveOf(till, showtimeId);
      if (existing) {
        requireJournal(existing, journalId);
        return { lease: existing, isNew: false };
      }
      requireOnSale(showtime, 'COUNTER', clock.now());
      const layout = await catalogue.layoutOf(showtime);
      const hold = await held(call, showtimeId, await room(showtimeId, layout));
      const lent = { till, journalId, showtime, layout, seats: hold.seats };
      const next = newLease({ ...lent, call, ids, now: clock.now() });
      const more = { journalId, seats: next.seats };
      const fact = leaseEvent(next, { action: 'lease.granted', at: next.createdAt, more }, call.act);
      const outcome = await repository.insert({ next, fact }).catch(async (error: unknown) => {
        await letGo(holderOf(call), { showtimeId, holdId: hold.holdId });
        throw error;
      });
      if (outcome === 'GRANTED') {
        await options.tellHall.lent(next, hold.holdId, call.act);
        return { lease: { ...next, outbox: [] }, isNew: true };
      }
      await letGo(holderOf(call), { showtimeId, holdId: hold.holdId });
    }
    throw new AppError('lease.unavailable', { reason: 'SEATS' });
  };
}

type LeaseHold = { readonly holdId: Parameters<HoldService['release']>[2]['holdId'] };

/** The hold is the till's own: whoever works at it neither sees it among theirs nor has it counted against them. */
function holderOf({ actor, act }: LeaseCall): LeaseCall {
  return { act, actor: { ...actor, userId: UserId.parse(`lease.${requireTill(actor)}`) } };
}

/** Of so many none are to be had; of fewer there may be. */
function isAboutSeats(error: unknown): boolean {
  const codes: readonly string[] = [
    'seats.taken',
    'seats.rule',
    'holds.limit',
    'hold.expired',
    'hold.not-found',
  ];
  return error instanceof AppError && codes.some((code) => error.code === code);
}

function newLease(lent: {
  readonly till: LeaseDraft['till'];
  readonly journalId: JournalId;
  readonly showtime: ShowtimeRecord;
  readonly layout: Layout;
  readonly seats: readonly SeatId[];
  readonly call: LeaseCall;
  readonly ids: IdSource;
  readonly now: Date;
}): LeaseDraft {
  const { till, journalId, showtime, layout, ids, now } = lent;
  const { actor } = lent.call;
  const id = LeaseId.parse(ids.next('lse'));
  const seats = [...lent.seats].sort();
  return {
    _id: id,
    reference: id,
    kind: 'LEASE',
    status: 'LEASED',
    version: 1,
    claims: true,
    showtimeId: showtime.id,
    showtime: soldShowtime(showtime),
    seats,
    till,
    leaseTill: till,
    journalId,
    granted: {
      chairs: seats.flatMap((seat) => layout.seatsById.get(seat) ?? []),
      ticketTypes: [...showtime.ticketTypes],
      currency: showtime.currency,
      endsAt: showtime.endsAt,
      timeZone: showtime.timeZone,
      references: seats.map(() => ids.reference()),
    },
    sold: [],
    returned: [],
    actor: { id: actor.userId, role: actor.role },
    createdAt: now,
    endedAt: null,
    dueAt: null,
  };
}
