import {
  maxSeatsPerRequest,
  type Hold,
  type LockSeatsRequest,
  type ReleaseSeatsRequest,
  type SeatLock,
} from '@foyer/shared/http/holds';
import { UserId, type HoldId, type SeatId, type ShowtimeId } from '@foyer/shared/ids';
import { AppError, invalidRequest } from '@foyer/shared/problems';
import { isStaff } from '@foyer/shared/roles';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { Actor } from '../actor.ts';
import { salesState, type ShowtimeLookup } from '../catalogue/catalogue.ts';
import { acceptHold } from './hold-refusals.ts';
import { newHoldId } from './hold-id.ts';
import type { Hydrator } from './hydrator.ts';
import type { Held } from './seat-replies.ts';
import type { SeatGateway } from './seat.gateway.ts';
import { ownerOf, type ActContext, type HallSnapshot, type HoldRecord, type Position } from './seats.ts';

export interface HoldServiceOptions {
  readonly gateway: SeatGateway;
  readonly hydrator: Hydrator;
  readonly catalogue: ShowtimeLookup;
  readonly readHall: (showtimeId: ShowtimeId) => Promise<HallSnapshot | null>;
  /** Told of every position that this node has answered. */
  readonly onWritten: (showtimeId: ShowtimeId, position: Position) => void;
  readonly recordView: (showtimeId: ShowtimeId, act: ActContext) => Promise<void>;
  readonly maxSeats: { readonly customer: number; readonly staff: number };
  readonly ids: IdSource;
  readonly clock: Clock;
}

export type HoldService = ReturnType<typeof createHoldService>;

/** Holds: the courtesy that keeps others away while somebody decides and pays. */
export function createHoldService(options: HoldServiceOptions) {
  const { gateway, hydrator, catalogue } = options;

  /** Holds seats, all or none. Throws seats.taken, seats.unknown, showtime.closed, hold.not-found, hold.expired. */
  async function lock(
    who: { readonly actor: Actor; readonly act: ActContext },
    showtimeId: ShowtimeId,
    request: LockSeatsRequest,
  ): Promise<{ readonly created: boolean; readonly hold: Hold } & Position> {
    const maxSeats = isStaff(who.actor.role) ? options.maxSeats.staff : options.maxSeats.customer;
    if (request.seats.length > maxSeats) throw tooMany(maxSeats);
    await requireSeatsOnSale(showtimeId, request.seats);
    const isNew = request.holdId === undefined;
    const address = addressOf(who.actor, showtimeId, request.holdId ?? newHoldId(options.ids, showtimeId));
    const reply = await hydrator.hydrated(showtimeId, () =>
      gateway.hold(address, { seats: request.seats, isNew, maxSeats }, who.act),
    );
    if (reply.kind === 'LIMIT') throw tooMany(maxSeats);
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

  async function liveHolds(showtimeId: ShowtimeId): Promise<readonly HoldRecord[]> {
    await catalogue.requireShowtime(showtimeId);
    const nowMs = options.clock.now().getTime();
    return ((await options.readHall(showtimeId))?.holds ?? []).filter((hold) => hold.expiresAtMs > nowMs);
  }

  async function requireSeatsOnSale(showtimeId: ShowtimeId, seats: readonly SeatId[]): Promise<void> {
    const showtime = await catalogue.requireShowtime(showtimeId);
    const state = salesState(showtime, options.clock.now());
    if (state !== 'OPEN') throw new AppError('showtime.closed', { state });
    const layout = await catalogue.layoutOf(showtime);
    const unknown = seats.filter((seat) => !layout.seatsById.has(seat));
    if (unknown.length > 0) throw new AppError('seats.unknown', { seats: unknown });
  }

  return { lock, release, mine, everybodys };
}

function addressOf(actor: Actor, showtimeId: ShowtimeId, holdId: HoldId) {
  return { showtimeId, holdId, owner: ownerOf(actor) };
}

function tooMany(maxSeats: number): AppError {
  const most = Math.min(maxSeats, maxSeatsPerRequest);
  return invalidRequest([{ path: 'body.seats', message: `would make the hold larger than ${most} seats` }]);
}

function presentHold(hold: Held['hold']): Hold {
  return {
    id: hold.id,
    showtimeId: hold.showtimeId,
    seats: [...hold.seats],
    expiresAt: new Date(hold.expiresAtMs).toISOString(),
    extendableUntil: new Date(hold.extendableUntilMs).toISOString(),
  };
}

function presentLocks(hold: HoldRecord): readonly SeatLock[] {
  const [channel = '', userId = ''] = hold.owner.split(':');
  return hold.seats.map((seat) => ({
    seat,
    holdId: hold.id,
    owner: { userId: UserId.parse(userId) },
    channel: channel === 'COUNTER' ? 'COUNTER' : 'ONLINE',
    expiresAt: new Date(hold.expiresAtMs).toISOString(),
  }));
}
