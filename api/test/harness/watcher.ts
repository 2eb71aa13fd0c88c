import {
  type Acknowledgement,
  type ClientToServerEvents,
  type SeatMapSnapshot,
  type ServerToClientEvents,
} from '@foyer/shared/events/seat-map';
import type { ShowtimeId } from '@foyer/shared/ids';
import {
  follow,
  fromSnapshot,
  judgeHeartbeat,
  type SeatMapState,
  type SeatMapStep,
} from '@foyer/shared/rules/seat-map-state';
import { io, type Socket } from 'socket.io-client';

/** A client that keeps one hall as the counter does: follows changes, and asks for everything again after a gap. */
export interface Watcher {
  readonly state: () => SeatMapState;
  /** How often it had to ask for the whole hall. */
  readonly fetches: () => number;
  readonly close: () => void;
}

export async function watchHall(
  origin: string,
  { token, showtimeId }: { readonly token: string; readonly showtimeId: ShowtimeId },
): Promise<Watcher> {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(origin, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token },
  });
  let state: SeatMapState | undefined;
  let fetches = 0;
  let isClosed = false;
  const fetchHall = async (): Promise<void> => {
    fetches += 1;
    const reply: Acknowledgement<SeatMapSnapshot> = await socket.emitWithAck('seat-map:watch', {
      showtimeId,
    });
    if (reply.ok) state = fromSnapshot(reply.value);
  };
  /** A connection that ends takes its question along: the next one fetches anew. */
  const refetch = (): Promise<void> =>
    fetchHall().catch((error: unknown) => {
      if (!isClosed && socket.connected) throw error;
    });
  const step = (judge: (known: SeatMapState) => SeatMapStep): void => {
    if (!state) return;
    const next = judge(state);
    if (next.kind === 'apply') state = next.state;
    else if (next.kind === 'refetch') void refetch();
  };
  socket.on('seat-map:changed', (change) => step((known) => follow(known, change)));
  socket.on('seat-map:heartbeat', (beat) => step((known) => judgeHeartbeat(known, beat)));
  await fetchHall();
  return {
    state: () => {
      if (!state) throw new Error('the hall was never told');
      return state;
    },
    fetches: () => fetches,
    close: () => {
      isClosed = true;
      socket.disconnect();
    },
  };
}
