import type { AuditActor } from '@foyer/shared/audit';
import type { Channel } from '@foyer/shared/http/bookings';
import type { HoldId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import { isStaff } from '@foyer/shared/roles';
import type { Actor } from '../actor.ts';
import type { SeatStatus } from '@foyer/shared/http/seat-map';

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
}

export const systemAct: ActContext = {
  actor: { id: 'system', role: null },
  till: null,
  requestId: null,
  traceId: null,
};

export type SeatEventType =
  'seat.locked' | 'seat.released' | 'seat.timeout' | 'seat.booked' | 'seat.reconciled' | 'hydrated';

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
}

/** A hall at one position; seats not named are AVAILABLE. */
export interface HallSnapshot extends Position {
  readonly statuses: ReadonlyMap<SeatId, SeatStatus>;
  readonly holds: readonly HoldRecord[];
}

/** A seat that MongoDB knows to be claimed, or the house keeps back. */
export interface ClaimedSeat {
  readonly seat: SeatId;
  readonly claim:
    | {
        readonly kind: 'booking';
        readonly id: string;
        readonly version: number;
        readonly status: 'BOOKED' | 'PENDING';
      }
    | { readonly kind: 'blocked' };
}

/** The owner of a hold as the scripts compare it: `COUNTER:<user>` or `ONLINE:<user>`. */
export function ownerOf(actor: Actor): string {
  return `${channelOf(actor)}:${actor.userId}`;
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
