import type { AuditActor } from '@foyer/shared/audit';
import type { Channel } from '@foyer/shared/http/bookings';
import { UserId, type HoldId, type SeatId, type ShowtimeId } from '@foyer/shared/ids';
import { isStaff } from '@foyer/shared/roles';
import type { KeptSeat } from '@foyer/shared/rules/kept-seats';
import type { Actor } from '../actor.ts';
import type { SeatStatus } from '@foyer/shared/http/seat-map';
import type { Drawer } from '../shifts/drawer.ts';

/** A place in a hall's history: `seq` counts its changes within one `epoch`. */
export interface Position {
  readonly epoch: string;
  readonly seq: number;
}

/** A live hold as the seat engine knows it. */
export interface HoldRecord {
  readonly id: HoldId;
  readonly showtimeId: ShowtimeId;
  readonly owner: string;
  readonly seats: readonly SeatId[];
  readonly expiresAtMs: number;
  readonly extendableUntilMs: number;
}

/** Who caused a change and under which request; travels with it into the audit. */
export interface ActContext {
  readonly actor: AuditActor;
  readonly till: string | null;
  readonly requestId: string | null;
  readonly traceId: string | null;
  /** Why, where somebody had to say so. */
  readonly reason?: string | null;
  /** The open shift of the caller's till; null where none is open. Left out where money has nothing to do with it. */
  readonly drawer?: Drawer | null;
}

export const systemAct: ActContext = {
  actor: { id: 'system', role: null },
  till: null,
  requestId: null,
  traceId: null,
};

export type SeatEventType =
  | 'seat.locked'
  | 'seat.released'
  | 'seat.timeout'
  | 'seat.forced-release'
  | 'seat.booked'
  | 'seat.leased'
  | 'seat.put-on-sale'
  | 'seat.reconciled'
  | 'hold.offered'
  | 'hold.handed-over'
  | 'hydrated';

/** One change of one hall, as the stream of its partition tells it. */
export interface SeatEvent extends Position {
  readonly showtimeId: ShowtimeId;
  readonly at: Date;
  readonly type: SeatEventType;
  /** The hold or booking it is about. */
  readonly subject: string;
  /** Null where nothing changed its status, e.g. after a hydration. */
  readonly status: SeatStatus | null;
  readonly seats: readonly SeatId[];
  readonly context: ActContext;
  /** Whose hold it was, where somebody else ended it or took it over. */
  readonly formerOwner?: string | null;
  /** When the hold ends unless it is extended. */
  readonly expiresAt?: Date | null;
}

/** A hall at one position; seats not named are AVAILABLE. */
export interface HallSnapshot extends Position {
  readonly statuses: ReadonlyMap<SeatId, SeatStatus>;
  readonly holds: readonly HoldRecord[];
}

/** A hall as a script would find it: a hold whose end is before `at` is over, whatever the statuses still say. */
export interface HallReading extends HallSnapshot {
  /** What the house keeps back, until when, and who may sell it all the same. */
  readonly kept: ReadonlyMap<SeatId, KeptSeat>;
  /** The time of Redis when the hall was read: by it holds end and kept seats are released. */
  readonly at: Date;
}

/** A seat that MongoDB knows to be claimed, or the house keeps back. */
export interface ClaimedSeat {
  readonly seat: SeatId;
  readonly claim:
    | {
        readonly kind: 'booking';
        readonly id: string;
        readonly version: number;
        /** LEASED: lent to a till, `id` being the lease's. */
        readonly status: 'BOOKED' | 'PENDING' | 'LEASED';
      }
    | ({ readonly kind: 'blocked' } & Partial<Omit<KeptSeat, 'seat'>>);
}

/** The owner of a hold as the scripts compare it: `COUNTER:<user>` or `ONLINE:<user>`. */
export function ownerOf(actor: Actor): string {
  return `${channelOf(actor)}:${actor.userId}`;
}

/** The same as data, for people. */
export function ownerParts(owner: string): { readonly channel: Channel; readonly userId: UserId } {
  const at = owner.indexOf(':');
  return {
    channel: owner.slice(0, at) === 'COUNTER' ? 'COUNTER' : 'ONLINE',
    userId: UserId.parse(owner.slice(at + 1)),
  };
}

/** Staff sell at the counter, everybody else online. */
export function channelOf({ role }: Pick<Actor, 'role'>): Channel {
  return isStaff(role) ? 'COUNTER' : 'ONLINE';
}

/** The act of a caller within one request. */
export function actOf(
  actor: Actor,
  request: { readonly requestId: string; readonly traceId: string },
): ActContext {
  const { requestId, traceId } = request;
  return { actor: { id: actor.userId, role: actor.role }, till: actor.tillId, requestId, traceId };
}
