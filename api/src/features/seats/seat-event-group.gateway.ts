import { ReplyError } from 'ioredis';
import type { Logger } from '../../platform/logger.ts';
import { callRedis, type RedisClient } from '../../platform/redis.ts';
import { decodeEventOrNull } from './seat-codec.ts';
import { partitions, type SeatKeys } from './seat-keys.ts';
import type { SeatEvent } from './seats.ts';
import { compareIds, type StreamReader } from './stream-reader.ts';

/** An event handed to this consumer and not yet acknowledged. */
export interface Delivery {
  readonly stream: string;
  readonly id: string;
  readonly event: SeatEvent;
}

export interface SeatEventGroupOptions {
  /** For everything that does not wait. */
  readonly redis: RedisClient;
  /** For waiting; together they have every partition. */
  readonly readers: readonly StreamReader[];
  readonly keys: SeatKeys;
  readonly group: string;
  readonly consumer: string;
  readonly log: Logger;
}

type Entries = readonly (readonly [id: string, fields: string[] | null])[];

const blockMs = 1_000;
const abandonedAfterMs = 30_000;
/** Entries younger than this stay for nodes that follow the live map. */
const keepMs = 60_000;

/** Reads the seat events as one of a group, each event once until it is acknowledged. */
export class SeatEventGroup {
  readonly #options: SeatEventGroupOptions;
  readonly #streams: readonly string[];
  /** Readers that are waiting; what one brings goes to `#arrived` whoever asks then. */
  readonly #waiting = new Map<StreamReader, Promise<void>>();
  #arrived: Delivery[] = [];

  constructor(options: SeatEventGroupOptions) {
    this.#options = options;
    this.#streams = partitions.map((partition) => options.keys.events(partition));
  }

  /** Makes the group where it is missing, from the stream's beginning: nothing written before is passed over. */
  async ensure(streams = this.#streams): Promise<void> {
    const { redis, group } = this.#options;
    await eachOf(streams, async (stream) => {
      try {
        await callRedis(() => redis.xgroup('CREATE', stream, group, '0', 'MKSTREAM'));
      } catch (error) {
        if (!startsWith(error, 'BUSYGROUP')) throw error;
      }
    });
  }

  /** The next events, waiting up to a second for them. Makes lost groups again. */
  async read(count: number): Promise<readonly Delivery[]> {
    const { readers } = this.#options;
    for (const reader of readers) {
      if (!this.#waiting.has(reader)) this.#waiting.set(reader, this.#wait(reader, count));
    }
    try {
      await Promise.race(this.#waiting.values());
    } catch (error) {
      // One master that is away must not keep back what the others have told.
      if (this.#arrived.length === 0) throw error;
    }
    const arrived = this.#arrived;
    this.#arrived = [];
    return arrived;
  }

  /** Takes over what a consumer that died had been handed. */
  async takeAbandoned(count: number): Promise<readonly Delivery[]> {
    const { redis, group, consumer } = this.#options;
    const taken: Delivery[] = [];
    await eachOf(this.#streams, async (stream) => {
      const [, entries] = (await callRedis(() =>
        redis.xautoclaim(stream, group, consumer, abandonedAfterMs, '0', 'COUNT', count),
      )) as [string, Entries];
      taken.push(...(await this.#read(stream, entries)));
    });
    return taken;
  }

  async acknowledge(done: readonly Delivery[]): Promise<void> {
    const { redis, group } = this.#options;
    const byStream = Map.groupBy(done, ({ stream }) => stream);
    await eachOf([...byStream], ([stream, items]) =>
      callRedis(() => redis.xack(stream, group, ...items.map(({ id }) => id))),
    );
  }

  /** Whether everything before this entry was handed out and acknowledged, as far as the stream still has it. */
  async isSettledBefore(stream: string, id: string): Promise<boolean> {
    const { redis, group } = this.#options;
    const groups = await callRedis(() => redis.xinfo('GROUPS', stream));
    if (compareIds(lastDelivered(groups, group), id) < 0) return false;
    const open = await callRedis(() => redis.xpending(stream, group, '-', `(${id}`, 1));
    return open.length === 0;
  }

  /** Cuts what everybody in the group has acknowledged and is older than a minute. */
  async trim(nowMs: number): Promise<void> {
    const { redis, group } = this.#options;
    for (const stream of this.#streams) {
      const [pending, groups] = await callRedis(() =>
        Promise.all([redis.xpending(stream, group), redis.xinfo('GROUPS', stream)]),
      );
      const firstPending = (pending as [number, string | null])[1];
      const delivered = lastDelivered(groups, group);
      const safe = [firstPending ?? delivered, `${nowMs - keepMs}-0`].sort(compareIds)[0] ?? '0-0';
      await callRedis(() => redis.xtrim(stream, 'MINID', '~', safe));
    }
  }

  /**
   * What the entries tell. One that is none of ours, or that a later release wrote, is told to the operator and
   * acknowledged: left open, it would keep everything behind it from being told and trimmed.
   */
  async #read(stream: string, entries: Entries): Promise<Delivery[]> {
    const { redis, group, log } = this.#options;
    const told: Delivery[] = [];
    for (const [id, fields] of entries) {
      // An entry that was cut after it was handed out comes back without fields.
      if (!fields) continue;
      const event = decodeEventOrNull(fields);
      if (event) {
        told.push({ stream, id, event });
      } else {
        log.error({ stream, entry: id }, 'a seat event can not be read and is passed over');
        await callRedis(() => redis.xack(stream, group, id));
      }
    }
    return told;
  }

  async #wait(reader: StreamReader, count: number): Promise<void> {
    const { keys, group, consumer } = this.#options;
    const streams = reader.partitions.map((partition) => keys.events(partition));
    try {
      const batches = await callRedis(() =>
        reader.redis.xreadgroup(
          'GROUP',
          group,
          consumer,
          'COUNT',
          count,
          'BLOCK',
          blockMs,
          'STREAMS',
          ...streams,
          ...streams.map(() => '>'),
        ),
      );
      for (const [stream, entries] of (batches as readonly (readonly [string, Entries])[] | null) ?? []) {
        this.#arrived.push(...(await this.#read(stream, entries)));
      }
    } catch (error) {
      if (!startsWith(error, 'NOGROUP')) throw error;
      await this.ensure(streams);
    } finally {
      this.#waiting.delete(reader);
    }
  }
}

/** Runs it for all of them, whoever fails, and then throws the first failure. */
async function eachOf<Item>(items: readonly Item[], run: (item: Item) => Promise<unknown>): Promise<void> {
  const results = await Promise.allSettled(items.map(run));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

function lastDelivered(groups: unknown, name: string): string {
  for (const flat of Array.isArray(groups) ? groups : []) {
    const fields = flat as readonly unknown[];
    if (fields[fields.indexOf('name') + 1] !== name) continue;
    return String(fields[fields.indexOf('last-delivered-id') + 1]);
  }
  return '0-0';
}

function startsWith(error: unknown, code: string): boolean {
  const reply: unknown = error;
  return reply instanceof ReplyError && reply instanceof Error && reply.message.startsWith(code);
}
