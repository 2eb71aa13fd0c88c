import type { Redis } from 'ioredis';
import type { Logger } from '../../platform/logger.ts';
import { decodeEvent } from './seat-codec.ts';
import type { SeatKeys } from './seat-keys.ts';
import type { SeatEvent } from './seats.ts';
import { compareIds, type StreamReader } from './stream-reader.ts';

export interface SeatEventTailOptions {
  readonly reader: StreamReader;
  readonly keys: SeatKeys;
  readonly log: Logger;
  readonly onEvent: (event: SeatEvent) => void;
  /** Events may have been missed: whatever was built from them is to be read anew. */
  readonly onResync: () => void;
}

const blockMs = 1_000;
const retryMs = 100;

/** Follows the seat events of a reader's partitions, from now on, for as long as it runs. */
export class SeatEventTail {
  readonly #options: SeatEventTailOptions;
  readonly #redis: Redis;
  readonly #keys: readonly string[];
  #stopped = false;
  #done: Promise<void> = Promise.resolve();

  constructor(options: SeatEventTailOptions) {
    this.#options = options;
    this.#redis = options.reader.redis;
    this.#keys = options.reader.partitions.map((partition) => options.keys.events(partition));
  }

  /** Resolves once the position in every stream is known, so that nothing after it is missed. */
  async start(): Promise<void> {
    const positions = await this.#newest();
    this.#done = this.#follow(positions);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#redis.disconnect();
    await this.#done;
  }

  async #follow(positions: Map<string, string>): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#readOnce(positions);
      } catch (error) {
        if (this.#stopped) return;
        this.#options.log.debug({ err: error }, 'following the seat events failed');
        await this.#reconnected(positions);
      }
    }
  }

  async #readOnce(positions: Map<string, string>): Promise<void> {
    const ids = this.#keys.map((key) => positions.get(key) ?? '0-0');
    const batches = await this.#redis.xread('COUNT', 500, 'BLOCK', blockMs, 'STREAMS', ...this.#keys, ...ids);
    for (const [key, entries] of batches ?? []) {
      for (const [id, fields] of entries) {
        positions.set(key, id);
        this.#options.onEvent(decodeEvent(fields));
      }
    }
  }

  /**
   * Waits until the server answers again. The streams are followed from where they were left, so that nothing which
   * is still in them is missed; what a restart or a wipe took is told by the resync. A server that took over may be
   * behind, and its clock too: a stream that ends before our position is followed from its end.
   */
  async #reconnected(positions: Map<string, string>): Promise<void> {
    while (!this.#stopped) {
      await new Promise((resolve) => setTimeout(resolve, retryMs));
      try {
        for (const [key, newest] of await this.#newest()) {
          if (compareIds(newest, positions.get(key) ?? '0-0') < 0) positions.set(key, newest);
        }
        this.#options.onResync();
        return;
      } catch {
        // Still down; the next turn tries again.
      }
    }
  }

  async #newest(): Promise<Map<string, string>> {
    const positions = new Map<string, string>();
    const newest = await Promise.all(
      this.#keys.map((key) => this.#redis.xrevrange(key, '+', '-', 'COUNT', 1)),
    );
    newest.forEach((entries, index) => positions.set(this.#keys[index] ?? '', entries[0]?.[0] ?? '0-0'));
    return positions;
  }
}
