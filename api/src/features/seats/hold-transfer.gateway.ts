import { HoldId, ShowtimeId } from '@foyer/shared/ids';
import { callRedis, type RedisClient } from '../../platform/redis.ts';
import type { ServerRun } from '../../platform/redis-run-id.ts';
import { luaCommand } from './lua-command.ts';
import { goneMs, type SeatKeys } from './seat-keys.ts';
import {
  freedOf,
  heldOf,
  offeredOf,
  takenOrLimit,
  type Freed,
  type Held,
  type HoldAddress,
  type InSale,
  type Limited,
  type Offered,
  type Refusal,
  type Taken,
} from './seat-replies.ts';
import type { HoldWish } from './seat-wishes.ts';
import type { ActContext } from './seats.ts';

export interface HoldTransferOptions {
  readonly redis: RedisClient;
  readonly runId: ServerRun;
  readonly keys: SeatKeys;
  readonly ttlMs: number;
  readonly capMs: number;
}

/** A code as the scripts know it: never itself, only what it hashes to. */
export interface CodeRecord {
  readonly partition: number;
  readonly hash: string;
}

const offer = luaCommand('offer');
const takeOver = luaCommand('take-over');
const forceRelease = luaCommand('force-release');

/** Live holds that somebody else than their owner takes or ends. Throws DependencyUnavailable like the seat gateway. */
export class HoldTransferGateway {
  readonly #options: HoldTransferOptions;

  constructor(options: HoldTransferOptions) {
    this.#options = options;
  }

  /** Makes the hold ready to be taken over with a code that lives `livesMs` or as long as the hold. */
  async offer(
    address: HoldAddress,
    { hash, livesMs }: { readonly hash: string; readonly livesMs: number },
    context: ActContext,
  ): Promise<Offered | InSale | Refusal> {
    const { redis, keys } = this.#options;
    const names = [...keys.ofHold(address), keys.offer(keys.partitionOf(address.showtimeId), hash)];
    const args = [...this.#head(address), address.owner, hash, livesMs, JSON.stringify(context)];
    return offeredOf(await callRedis(() => offer(redis, names, args)));
  }

  /** Which hold a code is for; null where it is for none. */
  async findOffer({ partition, hash }: CodeRecord): Promise<Omit<HoldAddress, 'owner'> | null> {
    const { redis, keys } = this.#options;
    const record = await callRedis(() => redis.get(keys.offer(partition, hash)));
    if (record === null) return null;
    const at = record.lastIndexOf('|');
    return {
      showtimeId: ShowtimeId.parse(record.slice(0, at)),
      holdId: HoldId.parse(record.slice(at + 1)),
    };
  }

  /** Makes `address.owner` the owner of the hold, unless the code was used meanwhile or the limits forbid it. */
  async takeOver(
    address: HoldAddress,
    {
      code,
      limits,
    }: { readonly code: CodeRecord; readonly limits: Omit<Required<HoldWish>, 'seats' | 'isNew' | 'role'> },
    context: ActContext,
  ): Promise<Held | Taken | Limited | InSale | Refusal> {
    const { redis, keys, ttlMs, capMs } = this.#options;
    const [seats, holds, events] = keys.ofHold(address);
    const names = [seats, holds, events, keys.offer(code.partition, code.hash)];
    const most = [limits.maxSeats, limits.maxOwnerSeats, limits.maxOnlineSeats];
    const head = [...this.#head(address), address.owner, code.hash, ttlMs, capMs];
    const reply = await callRedis(() => takeOver(redis, names, [...head, ...most, JSON.stringify(context)]));
    if (reply[0] === 'IN_SALE') return { kind: 'IN_SALE' };
    return takenOrLimit(reply) ?? heldOf(address, reply);
  }

  /** Ends the hold whoever owns it, unless its sale is under way. */
  async forceRelease(
    address: Omit<HoldAddress, 'owner'>,
    context: ActContext,
  ): Promise<Freed | InSale | Refusal> {
    const args = [...this.#head(address), goneMs, JSON.stringify(context)];
    const { redis, keys } = this.#options;
    return freedOf(await callRedis(() => forceRelease(redis, keys.ofHold(address), args)));
  }

  #head({ showtimeId, holdId }: Omit<HoldAddress, 'owner'>): string[] {
    return [this.#options.runId.current(), showtimeId, holdId];
  }
}
