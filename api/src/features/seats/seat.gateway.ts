import { HoldId, ShowtimeId, type SeatId } from '@foyer/shared/ids';
import type { Redis } from 'ioredis';
import { callRedis } from '../../platform/redis.ts';
import type { RedisRunId } from '../../platform/redis-run-id.ts';
import { luaCommand, type LuaReply } from './lua-command.ts';
import { decodeEntries, decodeHall, encodeClaim } from './seat-codec.ts';
import {
  heldOf,
  hydrationOf,
  markedOf,
  securedOf,
  takenOrLimit,
  type Held,
  type HoldAddress,
  type Hydration,
  type Marked,
  type Refusal,
  type Secured,
  type Stale,
  type Taken,
} from './seat-replies.ts';
import { partitions, type SeatKeys } from './seat-keys.ts';
import type { ActContext, ClaimedSeat, HallSnapshot } from './seats.ts';

export interface SeatGatewayOptions {
  readonly redis: Redis;
  readonly runId: RedisRunId;
  readonly keys: SeatKeys;
  readonly ttlMs: number;
  readonly capMs: number;
}

/** A booking as the hall is told of it. */
export interface BookingMark {
  readonly showtimeId: ShowtimeId;
  readonly bookingId: string;
  readonly version: number;
  readonly seats: readonly SeatId[];
  readonly holdId: HoldId | null;
  /** PENDING seats show as LOCKED until the money is there. */
  readonly status: 'BOOKED' | 'PENDING';
}

export interface SecureWish {
  readonly minRemainingMs: number;
  readonly row: readonly { readonly seat: SeatId; readonly free: boolean }[];
}

/** How long an ended hold is remembered, so that its owner hears "expired" and not "unknown". */
const goneMs = 3_600_000;

const lua = {
  hold: luaCommand('hold'),
  release: luaCommand('release'),
  secure: luaCommand('secure'),
  book: luaCommand('book'),
  free: luaCommand('free'),
  expire: luaCommand('expire'),
  reconcile: luaCommand('reconcile'),
  hydrateBegin: luaCommand('hydrate-begin'),
  hydrateCommit: luaCommand('hydrate-commit'),
};

/** The one class that talks to the seat scripts. Throws DependencyUnavailable where Redis does not answer. */
export class SeatGateway {
  readonly #options: SeatGatewayOptions;

  constructor(options: SeatGatewayOptions) {
    this.#options = options;
  }

  /** Holds seats, all or none; `isNew` false demands a live hold of that id. */
  async hold(
    address: HoldAddress,
    wish: { readonly seats: readonly SeatId[]; readonly isNew: boolean; readonly maxSeats: number },
    context: ActContext,
  ): Promise<Held | Taken | Refusal | { readonly kind: 'LIMIT' }> {
    const { ttlMs, capMs } = this.#options;
    const limits = [ttlMs, capMs, wish.maxSeats, wish.isNew ? 'NEW' : 'RENEW', JSON.stringify(context)];
    const reply = await this.#run('hold', this.#holdKeys(address), [
      ...this.#addressed(address),
      ...limits,
      ...wish.seats,
    ]);
    return reply[0] === 'TAKEN' || reply[0] === 'LIMIT' ? takenOrLimit(reply) : heldOf(address, reply);
  }

  /** Gives back the named seats of a hold, or all. */
  async release(
    address: HoldAddress,
    seats: readonly SeatId[],
    context: ActContext,
  ): Promise<Held | Refusal> {
    const args = [...this.#addressed(address), this.#options.capMs, JSON.stringify(context), ...seats];
    return heldOf(address, await this.#run('release', this.#holdKeys(address), args));
  }

  /** Checks a hold against the judged row and makes it live `minRemainingMs` longer, beyond its cap by that at most. */
  async secure(
    address: HoldAddress,
    { minRemainingMs, row }: SecureWish,
  ): Promise<Secured | Stale | Taken | Refusal> {
    const [seats, holds, , gone] = this.#holdKeys(address);
    return securedOf(
      await this.#run(
        'secure',
        [seats, holds, gone],
        [
          ...this.#addressed(address),
          minRemainingMs,
          this.#options.capMs,
          ...row.flatMap(({ seat, free }) => [seat, free ? 1 : 0]),
        ],
      ),
    );
  }

  /** Tells the hall that MongoDB gave the seats to a booking. */
  async book(mark: BookingMark, context: ActContext): Promise<Marked> {
    const { keys, runId } = this.#options;
    const partition = keys.partitionOf(mark.showtimeId);
    const names = [keys.seats(mark.showtimeId), keys.holds(partition), keys.events(partition)];
    const about = [runId.current(), mark.showtimeId, mark.bookingId, mark.version, mark.holdId ?? ''];
    const letter = mark.status === 'BOOKED' ? 'B' : 'P';
    return markedOf(
      await this.#run('book', names, [...about, JSON.stringify(context), letter, ...mark.seats]),
    );
  }

  /** Tells the hall that MongoDB took the seats from a booking. */
  async free(mark: Omit<BookingMark, 'holdId' | 'status'>, context: ActContext): Promise<Marked> {
    const { keys, runId } = this.#options;
    const names = [keys.seats(mark.showtimeId), keys.events(keys.partitionOf(mark.showtimeId))];
    const about = [runId.current(), mark.showtimeId, mark.bookingId, mark.version];
    return markedOf(await this.#run('free', names, [...about, JSON.stringify(context), ...mark.seats]));
  }

  /** Ends a hold if its time is over. */
  async expire(showtimeId: ShowtimeId, holdId: HoldId, context: ActContext): Promise<LuaReply[0]> {
    const args = [this.#options.runId.current(), showtimeId, holdId, goneMs, JSON.stringify(context)];
    const [happened] = await this.#run('expire', this.#holdKeys({ showtimeId, holdId }), args);
    return happened;
  }

  /** Holds whose time is over by Redis' own clock, at most `limit` per partition. */
  async dueHolds(limit: number): Promise<readonly Omit<HoldAddress, 'owner'>[]> {
    const { redis, keys } = this.#options;
    const [seconds = '0', micros = '0'] = (await callRedis(() => redis.time())).map(String);
    const nowMs = Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
    const due = await Promise.all(
      partitions.map((partition) =>
        callRedis(() => redis.zrangebyscore(keys.holds(partition), '-inf', nowMs, 'LIMIT', 0, limit)),
      ),
    );
    return due.flat().map((member) => {
      const at = member.lastIndexOf('|');
      return {
        showtimeId: ShowtimeId.parse(member.slice(0, at)),
        holdId: HoldId.parse(member.slice(at + 1)),
      };
    });
  }

  /** The hall as it stands, or null where it is not hydrated in this run of the server. */
  async readHall(showtimeId: ShowtimeId): Promise<HallSnapshot | null> {
    const fields = await this.#liveFields(showtimeId);
    return fields && decodeHall(showtimeId, fields, this.#options.capMs);
  }

  /** The same as it is written, for comparing it with the database. */
  async readEntries(showtimeId: ShowtimeId): Promise<ReturnType<typeof decodeEntries> | null> {
    const fields = await this.#liveFields(showtimeId);
    return fields && decodeEntries(fields);
  }

  /** Mends a live hall unless it moved since `seq`. */
  async reconcile(
    showtimeId: ShowtimeId,
    {
      seq,
      corrections,
    }: { readonly seq: number; readonly corrections: readonly (readonly [string, string])[] },
    context: ActContext,
  ): Promise<{ readonly kind: string }> {
    const { keys, runId } = this.#options;
    const names = [keys.seats(showtimeId), keys.events(keys.partitionOf(showtimeId))];
    const head = [runId.current(), showtimeId, seq, JSON.stringify(context)];
    const [kind] = await this.#run('reconcile', names, [...head, ...corrections.flat()]);
    return { kind };
  }

  async beginHydration(showtimeId: ShowtimeId, token: string): Promise<Hydration> {
    const { keys, runId } = this.#options;
    return hydrationOf(await this.#run('hydrateBegin', [keys.seats(showtimeId)], [runId.current(), token]));
  }

  /** Ends a hydration with what the database said; the hash may go at `keepUntil`. */
  async commitHydration(
    showtimeId: ShowtimeId,
    load: { readonly token: string; readonly keepUntil: Date; readonly claims: readonly ClaimedSeat[] },
    context: ActContext,
  ): Promise<Hydration> {
    const { keys, runId } = this.#options;
    const names = [keys.seats(showtimeId), keys.events(keys.partitionOf(showtimeId))];
    const head = [runId.current(), load.token, showtimeId, load.keepUntil.getTime(), JSON.stringify(context)];
    const pairs = load.claims.flatMap((claimed) => [claimed.seat, encodeClaim(claimed)]);
    return hydrationOf(await this.#run('hydrateCommit', names, [...head, ...pairs]));
  }

  async #liveFields(showtimeId: ShowtimeId): Promise<string[] | null> {
    const { redis, keys, runId } = this.#options;
    const run = runId.current();
    const fields = await callRedis(() => redis.hgetall(keys.seats(showtimeId)));
    return fields['#epoch']?.startsWith(run) ? Object.entries(fields).flat() : null;
  }

  #holdKeys({ showtimeId, holdId }: Omit<HoldAddress, 'owner'>): [string, string, string, string] {
    const { keys } = this.#options;
    const partition = keys.partitionOf(showtimeId);
    return [
      keys.seats(showtimeId),
      keys.holds(partition),
      keys.events(partition),
      keys.gone(showtimeId, holdId),
    ];
  }

  #addressed({ showtimeId, holdId, owner }: HoldAddress): string[] {
    return [this.#options.runId.current(), showtimeId, holdId, owner];
  }

  #run(
    name: keyof typeof lua,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<LuaReply> {
    return callRedis(() => lua[name](this.#options.redis, keys, args));
  }
}
