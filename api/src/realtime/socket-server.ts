import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { AppError } from '@foyer/shared/problems';
import type { SeatMapChanged } from '@foyer/shared/events/seat-map';
import type { Approval } from '@foyer/shared/http/approvals';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { SeatEvent } from '../features/seats/seats.ts';
import type { AccessClaims } from '../http/authenticate.ts';
import { joinApprovals, tellApproval } from './approval.socket.ts';
import { SeatMapFeed } from './seat-map-feed.ts';
import { clientAddress } from '../http/client-address.ts';
import {
  isHallRoom,
  roomOf,
  serveSeatMaps,
  type FoyerServer,
  type FoyerSocket,
  type SeatMapSocketOptions,
} from './seat-map.socket.ts';
import type { SocketSessions } from './socket-sessions.ts';

export interface SocketServerOptions extends SeatMapSocketOptions {
  readonly http: HttpServer;
  /** Throws auth.expired or auth.refused. */
  readonly verifyToken: (token: string) => AccessClaims;
  readonly sessions: SocketSessions;
  /** Throws rate.limited. */
  readonly passConnect: (address: string) => void;
  readonly trustedProxyHops: number;
  /** Origins of browsers that may connect; programs without an Origin header always may. */
  readonly origins: readonly string[];
}

const heartbeatMs = 5_000;

/** The live side of the API: sockets only receive, every command goes by HTTP. */
export class SocketServer {
  readonly #io: FoyerServer;
  readonly #feed: SeatMapFeed;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #options: SocketServerOptions;

  constructor(options: SocketServerOptions) {
    const origins = new Set(options.origins);
    this.#io = new Server(options.http, {
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      connectTimeout: 5_000,
      maxHttpBufferSize: 4_096,
      // CORS settings do not cover WebSockets, so the origin is judged here.
      allowRequest: (request, decide) => {
        const { origin } = request.headers;
        decide(null, origin === undefined || origins.has(origin));
      },
    });
    this.#io.use((socket, next) => {
      try {
        options.passConnect(addressOf(socket, options.trustedProxyHops));
        const token: unknown = socket.handshake.auth['token'];
        if (typeof token !== 'string') throw new AppError('auth.required', { reason: 'no-token' });
        socket.data.claims = options.verifyToken(token);
        next();
      } catch (error) {
        next(refusalForHandshake(error, options.ids.next('req')));
      }
    });
    this.#io.on('connection', (socket) => {
      void joinApprovals(socket);
      serveSeatMaps(socket, options);
      const forget = options.sessions.add(socket.data.claims, () => socket.disconnect(true));
      socket.on('disconnect', forget);
    });
    this.#feed = new SeatMapFeed((change) => this.#sendChange(change));
    this.#options = options;
    this.#heartbeat = setInterval(() => this.beat(), heartbeatMs);
  }

  tell(event: SeatEvent): void {
    if (this.#io.sockets.adapter.rooms.has(roomOf(event.showtimeId))) this.#feed.add(event);
  }

  tellApproval(approval: Approval): void {
    tellApproval(this.#io, approval);
  }

  /** Tells every watched hall's place in its history: whoever missed something notices. */
  beat(): void {
    for (const room of this.#io.sockets.adapter.rooms.keys()) {
      if (isHallRoom(room)) void this.#beatOne(room);
    }
  }

  /** Ends the sockets. The HTTP server below is its own owner's to close: waiting for its requests here would hang. */
  async stop(): Promise<void> {
    clearInterval(this.#heartbeat);
    this.#feed.stop();
    this.#io.disconnectSockets(true);
    await this.#io.of('/').adapter.close();
    this.#io.engine.close();
  }

  #sendChange(change: SeatMapChanged): void {
    this.#io.to(roomOf(change.showtimeId)).emit('seat-map:changed', change);
  }

  async #beatOne(room: string): Promise<void> {
    const showtimeId = room.slice('hall:'.length) as ShowtimeId; // rooms are named by roomOf alone
    try {
      const { epoch, seq, degraded } = await this.#options.readHall(showtimeId);
      const beat = { showtimeId, epoch, seq, ...(degraded ? { degraded } : {}) };
      this.#io.to(room).emit('seat-map:heartbeat', beat);
    } catch (error) {
      this.#options.log.debug({ err: error, showtimeId }, 'a hall has no heartbeat now');
    }
  }
}

function addressOf({ conn, handshake }: FoyerSocket, trustedProxyHops: number): string {
  const forwardedFor = handshake.headers['x-forwarded-for'];
  return clientAddress({ remoteAddress: conn.remoteAddress, forwardedFor }, trustedProxyHops);
}

/** The client's `connect_error` carries `data`, and it does not reconnect by itself. */
function refusalForHandshake(error: unknown, requestId: string): Error {
  const refusal: AppError =
    error instanceof AppError
      ? (error as AppError)
      : new AppError('auth.refused', { reason: 'token-invalid' });
  const { code, details } = refusal;
  return Object.assign(new Error(code), { data: { code, details, requestId } });
}
