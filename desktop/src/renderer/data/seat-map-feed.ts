import {
  type ClientToServerEvents,
  SeatMapChanged,
  SeatMapHeartbeat,
  SeatMapSnapshot,
  type ServerToClientEvents,
} from '@foyer/shared/events/seat-map';
import { Approval } from '@foyer/shared/http/approvals';
import type { ShowtimeId } from '@foyer/shared/ids';
import { follow, fromSnapshot, judgeHeartbeat, type SeatMapState } from '@foyer/shared/rules/seat-map-state';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import type { TokenSource } from './client.ts';

/** `stale`: what is shown may be old, since the line was lost after it had stood. */
export type FeedState = 'connecting' | 'live' | 'stale';

/** What the socket tells of approvals: somebody asks, or what was asked for is settled. */
export interface ApprovalNews {
  readonly kind: 'requested' | 'decided';
  readonly approval: Approval;
}

type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

const WatchAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: SeatMapSnapshot }),
  z.object({ ok: z.literal(false) }),
]);

const answerLimitMs = 5_000;
const retryAfterMs = 1_000;

/** The live halls over one socket: follows changes in order, asks for the whole hall again whenever one was missed. */
export class SeatMapFeed {
  readonly #socket: LiveSocket;
  readonly #token: TokenSource;
  readonly #halls = new Map<ShowtimeId, SeatMapState>();
  readonly #watched = new Set<ShowtimeId>();
  readonly #listeners = new Set<() => void>();
  readonly #approvalListeners = new Set<(news: ApprovalNews) => void>();
  #state: FeedState = 'connecting';
  #lostAt = 0;
  #connectedAt = 0;
  #lastToken: string | null = null;
  #refused: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** A server that ends one connection after the other is given time; the first one is not waited for. */
  #cameBackAtOnce = false;

  constructor({ apiUrl, token }: { readonly apiUrl: string; readonly token: TokenSource }) {
    this.#token = token;
    this.#socket = io(apiUrl, {
      transports: ['websocket'],
      autoConnect: false,
      reconnectionDelay: 300,
      reconnectionDelayMax: 3_000,
      auth: (give) => void this.#authenticate(give),
    });
    this.#listen();
  }

  /** Begins to connect, and goes on until `close`. */
  open(): void {
    this.#socket.connect();
  }

  /** The same with the session of now: the one of before has ended. */
  reopen(): void {
    this.#cameBackAtOnce = false;
    this.#socket.disconnect();
    this.open();
  }

  get state(): FeedState {
    return this.#state;
  }

  /** When the line was lost last. */
  get lostAt(): number {
    return this.#lostAt;
  }

  /** The hall as far as the socket told it. */
  hall(showtimeId: ShowtimeId): SeatMapState | undefined {
    return this.#halls.get(showtimeId);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Hears of approvals, as far as the server tells this person of any, until the returned function is called. */
  onApproval(listener: (news: ApprovalNews) => void): () => void {
    this.#approvalListeners.add(listener);
    return () => this.#approvalListeners.delete(listener);
  }

  /** Follows one hall until the returned function is called. */
  watch(showtimeId: ShowtimeId): () => void {
    this.#watched.add(showtimeId);
    if (this.#socket.connected) void this.#fetchHall(showtimeId);
    return () => {
      this.#watched.delete(showtimeId);
      this.#halls.delete(showtimeId);
      if (this.#socket.connected) this.#socket.emit('seat-map:unwatch', { showtimeId }, () => undefined);
    };
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#socket.disconnect();
  }

  #listen(): void {
    this.#socket.on('connect', () => {
      this.#connectedAt = Date.now();
      this.#become('live');
      for (const showtimeId of this.#watched) void this.#fetchHall(showtimeId);
    });
    this.#socket.on('disconnect', (reason) => {
      this.#become('stale');
      if (reason !== 'io server disconnect') return;
      // On purpose, perhaps because the session is over, which has to show at once: by the renewal that comes before the
      // next connection. The library leaves coming back to us.
      this.#refused = this.#lastToken;
      const isBrief = Date.now() - this.#connectedAt <= retryAfterMs;
      if (isBrief && this.#cameBackAtOnce) return this.#connectLater();
      this.#cameBackAtOnce = true;
      this.open();
    });
    this.#socket.on('connect_error', (error) => {
      if (this.#socket.active) return;
      if (isRefusedToken(error)) this.#refused = this.#lastToken;
      this.#connectLater();
    });
    this.#socket.on('seat-map:changed', (message) => {
      const change = SeatMapChanged.safeParse(message);
      if (change.success) this.#step(change.data.showtimeId, (hall) => follow(hall, change.data));
    });
    this.#socket.on('seat-map:heartbeat', (message) => {
      const beat = SeatMapHeartbeat.safeParse(message);
      if (beat.success) this.#step(beat.data.showtimeId, (hall) => judgeHeartbeat(hall, beat.data));
    });
    for (const kind of ['requested', 'decided'] as const)
      this.#socket.on(`approval:${kind}`, (message) => {
        const approval = Approval.safeParse(message);
        if (!approval.success) return;
        for (const listener of this.#approvalListeners) listener({ kind, approval: approval.data });
      });
  }

  #step(showtimeId: ShowtimeId, judge: (hall: SeatMapState) => ReturnType<typeof follow>): void {
    const hall = this.#halls.get(showtimeId);
    if (!hall) return;
    const step = judge(hall);
    if (step.kind === 'apply') this.#put(showtimeId, step.state);
    else if (step.kind === 'refetch') void this.#fetchHall(showtimeId);
  }

  async #fetchHall(showtimeId: ShowtimeId): Promise<void> {
    try {
      const asked = this.#socket.timeout(answerLimitMs).emitWithAck('seat-map:watch', { showtimeId });
      const reply = WatchAnswer.parse((await asked) satisfies unknown);
      if (this.#watched.has(showtimeId) && reply.ok) this.#put(showtimeId, fromSnapshot(reply.value));
    } catch {
      // No answer in time: a new connection asks again, and until then nothing claims to be live.
      if (this.#socket.connected) this.#socket.disconnect().connect();
    }
  }

  #put(showtimeId: ShowtimeId, hall: SeatMapState): void {
    this.#halls.set(showtimeId, hall);
    this.#tell();
  }

  async #authenticate(give: (auth: { readonly token: string }) => void): Promise<void> {
    try {
      this.#lastToken = await this.#token(this.#refused);
      this.#refused = null;
      give({ token: this.#lastToken });
    } catch {
      this.#socket.disconnect();
      this.#connectLater();
    }
  }

  #connectLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#socket.connect(), retryAfterMs);
  }

  #become(state: FeedState): void {
    if (state === 'stale') this.#lostAt = Date.now();
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function isRefusedToken(error: Error): boolean {
  const data: unknown = 'data' in error ? error.data : undefined;
  const code = typeof data === 'object' && data !== null && 'code' in data ? data.code : undefined;
  return typeof code === 'string' && code.startsWith('auth.');
}
