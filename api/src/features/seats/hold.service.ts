import {
  type Hold,
  type LockSeatsRequest,
  type ReleaseSeatsRequest,
  type SeatLock,
} from '@foyer/shared/http/holds';
import type { HoldId, ShowtimeId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { IdSource } from '../../platform/random-ids.ts';
import type { Actor } from '../actor.ts';
import type { ShowtimeLookup } from '../catalogue/catalogue.ts';
import { limitsOf, type HoldLimits } from './hold-limits.policy.ts';
import type { Clock } from '../../platform/clock.ts';
import { newHoldId } from './hold-id.ts';
import { acceptHold, tooMany } from './hold-refusals.ts';
import type { Hydrator } from './hydrator.ts';
import { presentHold, presentLocks } from './hold.presenter.ts';
import { requireOnSale, requireSeatsOf } from './on-sale.policy.ts';
import type { SeatGateway } from './seat.gateway.ts';
import {
  channelOf,
  ownerOf,
  type ActContext,
  type HallReading,
  type HoldRecord,
  type Position,
} from './seats.ts';

export interface HoldServiceOptions {
  readonly gateway: SeatGateway;
  readonly hydrator: Hydrator;
  readonly catalogue: ShowtimeLookup;
  readonly readHall: (showtimeId: ShowtimeId) => Promise<HallReading | null>;
  /** Told of every position that this node has answered. */
  readonly onWritten: (showtimeId: ShowtimeId, position: Position) => void;
  readonly recordView: (showtimeId: ShowtimeId, act: ActContext) => Promise<void>;
  readonly limits: HoldLimits;
  readonly ids: IdSource;
  readonly clock: Clock;
}

export type HoldService = ReturnType<typeof createHoldService>;

/** Holds: the courtesy that keeps others away while somebody decides and pays. */
export function createHoldService(options: HoldServiceOptions) {
  const { gateway, hydrator, catalogue } = options;

  /**
   * Holds seats, all or none. Throws seats.taken, seats.unknown, showtime.closed, holds.limit, hold.not-found,
   * hold.expired.
   */
  async function lock(
    who: { readonly actor: Actor; readonly act: ActContext },
    showtimeId: ShowtimeId,
    request: LockSeatsRequest,
  ): Promise<{ readonly created: boolean; readonly hold: Hold } & Position> {
    const { role } = who.actor;
    const showtime = await catalogue.requireShowtime(showtimeId);
    const layout = await catalogue.layoutOf(showtime);
    const limits = limitsOf(options.limits, role, layout.seats.length);
    if (request.seats.length > limits.maxSeats) throw tooMany(limits.maxSeats);
    requireOnSale(showtime, channelOf(who.actor), options.clock.now());
    requireSeatsOf(layout, request.seats);
    const isNew = request.holdId === undefined;
    const address = addressOf(who.actor, showtimeId, request.holdId ?? newHoldId(options.ids, showtimeId));
    const wish = { seats: request.seats, isNew, role, ...limits };
    const reply = await hydrator.hydrated(showtimeId, () => gateway.hold(address, wish, who.act));
    const held = acceptHold(reply);
    options.onWritten(showtimeId, held);
    return { created: held.created, hold: presentHold(held.hold), epoch: held.epoch, seq: held.seq };
  }

  /** Gives back seats of the caller's hold; null when nothing of it is left. */
  async function release(
    who: { readonly actor: Actor; readonly act: ActContext },
    showtimeId: ShowtimeId,
    request: ReleaseSeatsRequest,
  ): Promise<Hold | null> {
    await catalogue.requireShowtime(showtimeId);
    const address = addressOf(who.actor, showtimeId, request.holdId);
    const reply = await hydrator.hydrated(showtimeId, () =>
      gateway.release(address, request.seats ?? [], who.act),
    );
    if (reply.kind !== 'OK') throw new AppError('hold.not-found', {});
    options.onWritten(showtimeId, reply);
    return reply.hold.seats.length === 0 ? null : presentHold(reply.hold);
  }

  /** The caller's own live holds. */
  async function mine(actor: Actor, showtimeId: ShowtimeId): Promise<readonly Hold[]> {
    return (await liveHolds(showtimeId)).filter((hold) => hold.owner === ownerOf(actor)).map(presentHold);
  }

  /** Who holds what. Reading it is an act that leaves a trace. */
  async function everybodys(act: ActContext, showtimeId: ShowtimeId): Promise<readonly SeatLock[]> {
    const holds = await liveHolds(showtimeId);
    await options.recordView(showtimeId, act);
    return holds.flatMap(presentLocks);
  }

  /** By the clock that ends them: a hold past its end is nobody's, swept or not. */
  async function liveHolds(showtimeId: ShowtimeId): Promise<readonly HoldRecord[]> {
    await catalogue.requireShowtime(showtimeId);
    const hall = await options.readHall(showtimeId);
    return hall?.holds.filter((hold) => hold.expiresAtMs > hall.at.getTime()) ?? [];
  }

  return { lock, release, mine, everybodys };
}

function addressOf(actor: Actor, showtimeId: ShowtimeId, holdId: HoldId) {
  return { showtimeId, holdId, owner: ownerOf(actor) };
}
