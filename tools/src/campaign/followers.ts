/** People who watch live maps through all the faults, by the protocol of the public page alone (docs/api.md). */
import { setTimeout as delay } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import type { Show } from './actors/choice.ts';
import type { HttpClient } from './actors/http-client.ts';
import type { Finding } from './history/history.ts';

export type Followers = {
  /** Compares what they see with the maps as a node answers them, once everything is at rest. */
  readonly judge: (client: HttpClient) => Promise<readonly Finding[]>;
  readonly stop: () => void;
};

const Snapshot = z.object({ epoch: z.string(), seq: z.int(), statuses: z.record(z.string(), z.string()) });
const Reply = z.object({ ok: z.literal(true), value: Snapshot });
const Changed = z.object({
  showtimeId: z.string(),
  epoch: z.string(),
  fromSeq: z.int(),
  seq: z.int(),
  changes: z.array(z.object({ seat: z.string(), status: z.string() })),
});
const Heartbeat = z.object({ showtimeId: z.string(), epoch: z.string(), seq: z.int() });
const SeatMap = z.object({ seats: z.array(z.object({ id: z.string(), status: z.string() })) });

const retryMs = 500;
const answerMs = 3_000;
const patienceMs = 20_000;

/** One at each node, watching what plays. */
export function startFollowers(
  nodes: readonly string[],
  { token, shows }: { readonly token: string; readonly shows: () => readonly Show[] },
): Followers {
  const followers = nodes.map((origin) => new Follower(origin, { token, shows }));
  return {
    judge: async (client) => {
      const findings = await Promise.all(followers.map((follower) => follower.judge(client)));
      return findings.flat();
    },
    stop: () => {
      for (const follower of followers) follower.stop();
    },
  };
}

class Follower {
  readonly #origin: string;
  readonly #shows: () => readonly Show[];
  readonly #socket: Socket;
  readonly #halls = new Map<string, z.infer<typeof Snapshot>>();
  /** Asked for again, and not answered yet. */
  readonly #asking = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor(origin: string, options: { readonly token: string; readonly shows: () => readonly Show[] }) {
    this.#origin = origin;
    this.#shows = options.shows;
    this.#socket = io(origin, {
      transports: ['websocket'],
      forceNew: true,
      auth: { token: options.token },
      reconnectionDelayMax: retryMs,
    });
    this.#socket.on('connect', () => this.#halls.clear());
    this.#socket.on('seat-map:changed', (message) => this.#change(Changed.parse(message)));
    this.#socket.on('seat-map:heartbeat', (message) => this.#beat(Heartbeat.parse(message)));
    this.#timer = setInterval(() => this.#keepUp(), retryMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#socket.disconnect();
  }

  async judge(client: HttpClient): Promise<readonly Finding[]> {
    const judged = await Promise.all(this.#shows().map((show) => this.#judgeShow(show, client)));
    return judged.flat();
  }

  async #judgeShow({ id }: Show, client: HttpClient): Promise<readonly Finding[]> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const differing = await this.#differing(id, client);
      if (differing?.length === 0) return [];
      if (Date.now() > deadline) {
        const message = differing
          ? `who follows the map at ${this.#origin} sees it otherwise than it is`
          : `the map at ${this.#origin} could not be followed`;
        return [{ kind: 'finding', invariant: 'I7', message, showtime: id, seats: differing ?? [] }];
      }
      await delay(retryMs);
    }
  }

  /** Seats that are seen otherwise than a node answers; null where there is nothing to compare. */
  async #differing(id: string, client: HttpClient): Promise<readonly string[] | null> {
    const reply = await client.send(this.#origin, { method: 'GET', path: `/api/showtimes/${id}/seat-map` });
    const map = SeatMap.safeParse(reply.body).data;
    const seen = this.#halls.get(id);
    if (!map || !seen) return null;
    return map.seats
      .filter((seat) => seat.status !== (seen.statuses[seat.id] ?? 'AVAILABLE'))
      .map((seat) => seat.id);
  }

  #change({ showtimeId, epoch, fromSeq, seq, changes }: z.infer<typeof Changed>): void {
    const hall = this.#halls.get(showtimeId);
    if (!hall || (hall.epoch === epoch && seq <= hall.seq)) return;
    if (hall.epoch !== epoch || fromSeq > hall.seq + 1) return this.#forget(showtimeId);
    hall.seq = seq;
    for (const { seat, status } of changes) hall.statuses[seat] = status;
  }

  #beat({ showtimeId, epoch, seq }: z.infer<typeof Heartbeat>): void {
    const hall = this.#halls.get(showtimeId);
    if (hall && (hall.epoch !== epoch || seq > hall.seq)) this.#forget(showtimeId);
  }

  #forget(showtimeId: string): void {
    this.#halls.delete(showtimeId);
    void this.#ask(showtimeId);
  }

  /** Watches what plays and is not watched, leaves what is over. */
  #keepUp(): void {
    if (!this.#socket.connected) {
      // After a refusal the library does not try again by itself.
      if (!this.#socket.active) this.#socket.connect();
      return;
    }
    const playing = new Set(this.#shows().map(({ id }) => id));
    for (const id of this.#halls.keys()) {
      if (playing.has(id)) continue;
      this.#halls.delete(id);
      this.#socket.emit('seat-map:unwatch', { showtimeId: id }, () => undefined);
    }
    for (const id of playing) if (!this.#halls.has(id)) void this.#ask(id);
  }

  async #ask(showtimeId: string): Promise<void> {
    if (this.#asking.has(showtimeId)) return;
    this.#asking.add(showtimeId);
    try {
      const answer: unknown = await this.#socket
        .timeout(answerMs)
        .emitWithAck('seat-map:watch', { showtimeId });
      const reply = Reply.safeParse(answer);
      if (reply.success) this.#halls.set(showtimeId, reply.data.value);
    } catch {
      // Not connected, or no answer: asked again at the next turn.
    } finally {
      this.#asking.delete(showtimeId);
    }
  }
}
