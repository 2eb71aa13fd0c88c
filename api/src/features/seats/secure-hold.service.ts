import type { HoldId, SeatId, ShowtimeId, UserId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { DependencyUnavailable } from '../../platform/unavailable.ts';
import type { Actor } from '../actor.ts';
import type { ShowtimeLookup, ShowtimeRecord } from '../catalogue/catalogue.ts';
import { acceptHold } from './hold-refusals.ts';
import type { Hydrator } from './hydrator.ts';
import { hallFor, judgeOrphans, requireAccompanied, type JudgedSeat } from './seat-rules.policy.ts';
import type { SeatGateway } from './seat.gateway.ts';
import type { SecureWish } from './seat-wishes.ts';
import { ownerOf, type HallReading } from './seats.ts';

export interface SecureHoldOptions {
  readonly gateway: SeatGateway;
  readonly hydrator: Hydrator;
  readonly catalogue: ShowtimeLookup;
  readonly readHall: (showtimeId: ShowtimeId) => Promise<HallReading | null>;
}

export interface HoldRef {
  readonly showtimeId: ShowtimeId;
  readonly holdId: HoldId;
}

export interface SecureRequest {
  /** How long the hold has to outlive this moment. */
  readonly minRemainingMs: number;
  /** Throws where the sale of these seats is refused; only what passes makes the hold live longer. */
  readonly check: (seats: readonly SeatId[]) => void | Promise<void>;
  /** Asked where a choice leaves single seats that the house would not; throws, or answers whether it may all the same. */
  readonly mayLeaveOrphans?: (seats: readonly SeatId[]) => Promise<boolean>;
}

/** What may be sold, and for whom. */
export interface SecuredHold {
  readonly seats: readonly SeatId[];
  /** The online customer who chose the seats, where staff took the hold over from one. */
  readonly guestId: UserId | null;
}

export type SecureHold = (actor: Actor, hold: HoldRef, request: SecureRequest) => Promise<SecuredHold>;

/** A row that changes this often while it is judged is being fought over; the buyer may try again. */
const attempts = 8;

/** What stands between a hold and a booking: the hold lives, is the caller's, and its seats keep the rules. */
export function createSecureHold({ gateway, hydrator, catalogue, readHall }: SecureHoldOptions): SecureHold {
  /** The seats beside the hold as the orphan rule saw them; none where the rule is off or the hold is unknown. */
  async function judge(
    hold: HoldRef,
    showtime: ShowtimeRecord,
    mayLeaveOrphans: SecureRequest['mayLeaveOrphans'],
  ): Promise<readonly JudgedSeat[]> {
    if (showtime.orphanRule === 'OFF') return [];
    const hall = await readHall(hold.showtimeId);
    const held = hall?.holds.find(({ id }) => id === hold.holdId);
    if (!hall || !held) return [];
    const layout = await catalogue.layoutOf(showtime);
    const chosen = held.seats.flatMap((seat) => layout.seatsById.get(seat) ?? []);
    try {
      return judgeOrphans(hallFor(layout, hall, hold.holdId), chosen, showtime.orphanRule);
    } catch (error) {
      if (isRefusedByRule(error) && (await mayLeaveOrphans?.(held.seats))) return [];
      throw error;
    }
  }

  return async (actor, hold, { minRemainingMs, check, mayLeaveOrphans }) => {
    const showtime = await catalogue.requireShowtime(hold.showtimeId);
    const layout = await catalogue.layoutOf(showtime);
    const address = { ...hold, owner: ownerOf(actor) };
    const ask = (wish: SecureWish) => hydrator.hydrated(hold.showtimeId, () => gateway.secure(address, wish));
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const seen = await ask({ minRemainingMs: 0, row: [] });
      if (seen.kind === 'STALE') continue;
      const { seats } = acceptHold(seen);
      requireAccompanied(layout, seats);
      await check(seats);
      const secured = await ask({ minRemainingMs, row: await judge(hold, showtime, mayLeaveOrphans) });
      if (secured.kind === 'STALE') continue;
      const { guest: guestId, seats: now } = acceptHold(secured);
      if (isSameChoice(now, seats)) return { seats, guestId };
    }
    throw new DependencyUnavailable('redis');
  };
}

function isRefusedByRule(error: unknown): boolean {
  return error instanceof AppError && error.code === 'seats.rule';
}

/** Whether the hold is still what was checked: its owner may have changed it from elsewhere meanwhile. */
function isSameChoice(now: readonly SeatId[], then: readonly SeatId[]): boolean {
  return now.length === then.length && now.every((seat) => then.includes(seat));
}
