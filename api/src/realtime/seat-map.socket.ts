import {
  WatchSeatMap,
  type Acknowledgement,
  type ClientToServerEvents,
  type SeatMapSnapshot,
  type ServerToClientEvents,
} from '@foyer/shared/events/seat-map';
import type { ShowtimeId } from '@foyer/shared/ids';
import { AppError, invalidRequest } from '@foyer/shared/problems';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { Hall } from '../features/seats/hall-projection.ts';
import type { AccessClaims } from '../http/authenticate.ts';
import { refusalOf } from '../http/refusals.ts';
import type { Logger } from '../platform/logger.ts';
import type { IdSource } from '../platform/random-ids.ts';

/** What the handshake notes down of each socket. */
export interface SocketData {
  claims: AccessClaims;
}

export type FoyerServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type FoyerSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;

export interface SeatMapSocketOptions {
  readonly readHall: (showtimeId: ShowtimeId) => Promise<Hall>;
  /** Throws showtime.not-found. */
  readonly requireShowtime: (showtimeId: ShowtimeId) => Promise<unknown>;
  readonly ids: IdSource;
  readonly log: Logger;
}

/** No client needs more halls at once; a counter shows one, a wall of screens a handful. */
const mostWatched = 20;

export function roomOf(showtimeId: ShowtimeId): string {
  return `hall:${showtimeId}`;
}

export function isHallRoom(room: string): boolean {
  return room.startsWith('hall:');
}

/** Lets one socket watch halls. It joins first and reads after, so that no change falls between the two. */
export function serveSeatMaps(socket: FoyerSocket, options: SeatMapSocketOptions): void {
  socket.on('seat-map:watch', (...said: unknown[]) => {
    void answering(said, options, async (request) => {
      const { showtimeId } = parse(request);
      await enter(socket, roomOf(showtimeId), () => options.requireShowtime(showtimeId));
      return snapshotOf(showtimeId, await options.readHall(showtimeId));
    });
  });
  socket.on('seat-map:unwatch', (...said: unknown[]) => {
    void answering(said, options, async (request) => {
      await socket.leave(roomOf(parse(request).showtimeId));
      return null;
    });
  });
}

/**
 * Joins a room unless it is one too many. The place is taken before anything is waited for, so that requests sent
 * together are counted one by one; a hall that is watched already takes none.
 */
async function enter(socket: FoyerSocket, room: string, check: () => Promise<unknown>): Promise<void> {
  const isNew = !socket.rooms.has(room);
  if (isNew && watchedBy(socket) >= mostWatched) {
    throw invalidRequest([{ path: 'showtimeId', message: `is one more than ${mostWatched} halls at once` }]);
  }
  const joined = socket.join(room);
  try {
    await check();
  } catch (error) {
    if (isNew) await socket.leave(room);
    throw error;
  }
  await joined;
}

/** A socket is also in a room of its own, and staff are in those of the approvals. */
function watchedBy({ rooms }: FoyerSocket): number {
  return [...rooms].filter(isHallRoom).length;
}

function parse(request: unknown): WatchSeatMap {
  const parsed = WatchSeatMap.safeParse(request);
  if (parsed.success) return parsed.data;
  throw invalidRequest(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
}

function snapshotOf(showtimeId: ShowtimeId, hall: Hall): SeatMapSnapshot {
  const { epoch, seq, statuses, degraded } = hall;
  const flag = degraded ? { degraded } : {};
  return { showtimeId, epoch, seq, statuses: Object.fromEntries(statuses), ...flag };
}

/** A client sends what it likes, whatever the types say: the last argument, if it is a function, wants an answer. */
async function answering<Value>(
  said: readonly unknown[],
  { ids, log }: SeatMapSocketOptions,
  run: (request: unknown) => Promise<Value>,
): Promise<void> {
  const answer = said.at(-1);
  const reply =
    typeof answer === 'function' ? (answer as (reply: Acknowledgement<Value>) => void) : () => undefined;
  try {
    reply({ ok: true, value: await run(said.length === 2 ? said[0] : undefined) });
  } catch (error) {
    const requestId = ids.next('req');
    const refusal = refusalOf(error) ?? new AppError('internal', {});
    if (refusal.code === 'internal')
      log.error({ err: error, requestId }, 'a socket request failed by a defect');
    reply({ ok: false, problem: { code: refusal.code, details: { ...refusal.details }, requestId } });
  }
}
