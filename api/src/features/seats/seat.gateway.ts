import { HoldId, ShowtimeId, type SeatId } from '@foyer/shared/ids';
import { callRedis, type RedisClient } from '../../platform/redis.ts';
import { askedByScript, type ServerRun } from '../../platform/redis-run-id.ts';
import { DependencyUnavailable } from '../../platform/unavailable.ts';
import { luaCommand, type LuaReply } from './lua-command.ts';
import { decodeEntries, decodeHall, encodeClaim, letterOf } from './seat-codec.ts';
import {
  heldOf,
  hydrationOf,
  markedOf,
  securedOf,
  takenOrLimit,
  type Held,
  type HoldAddress,
  type Hydration,
  type Limited,
  type Marked,
  type Refusal,
  type Secured,
  type Stale,
  type Taken,
} from './seat-replies.ts';
import { goneMs, partitions, type SeatKeys } from './seat-keys.ts';
import { askableTogether } from './stream-reader.ts';
import type { BookingMark, HoldWish, SecureWish } from './seat-wishes.ts';
import type { ActContext, ClaimedSeat, HallReading } from './seats.ts';

export interface SeatGatewayOptions {
  readonly redis: RedisClient;
  readonly runId: ServerRun;
  readonly keys: SeatKeys;
  readonly ttlMs: number;
  readonly capMs: number;
}

/** Stands for a hold's id where a hall's kept seats are due to be put on sale. */
export const keptSeatsDue = HoldId.parse('~kept');

const noLimit = 1_000_000_000;

const lua = {
  hold: luaCommand('hold'),
  release: luaCommand('release'),
  secure: luaCommand('secure'),
  book: luaCommand('book'),
  free: luaCommand('free'),
  expire: luaCommand('expire'),
  due: luaCommand('due'),
  read: luaCommand('read'),
  reconcile: luaCommand('reconcile'),
  hydrateBegin: luaCommand('hydrate-begin'),
  hydrateCommit: luaCommand('hydrate-commit'),
  releaseKept: luaCommand('release-kept'),
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
    wish: HoldWish,
    context: ActContext,
  ): Promise<Held | Taken | Limited | Refusal> {
    const { ttlMs, capMs, keys } = this.#options;
    const limits = [wish.maxSeats, wish.maxOwnerSeats ?? noLimit, wish.maxOnlineSeats ?? noLimit];
    const mode = [wish.isNew ? 'NEW' : 'RENEW', wish.role ?? '', JSON.stringify(context)];
    const args = [...this.#addressed(address), ttlMs, capMs, ...limits, ...mode, ...wish.seats];
    const reply = await this.#run('hold', keys.ofHold(address), args);
    return takenOrLimit(reply) ?? heldOf(address, reply);
  }

  /** Gives back the named seats of a hold, or all. */
  async release(
    address: HoldAddress,
    seats: readonly SeatId[],
    context: ActContext,
  ): Promise<Held | Refusal> {
    const args = [...this.#addressed(address), this.#options.capMs, JSON.stringify(context), ...seats];
    return heldOf(address, await this.#run('release', this.#options.keys.ofHold(address), args));
  }

  /** Checks a hold against the judged row and makes it live `minRemainingMs` longer, beyond its cap by that at most. */
  async secure(
    address: HoldAddress,
    { minRemainingMs, row }: SecureWish,
  ): Promise<Secured | Stale | Taken | Refusal> {
    const [seats, holds, , gone] = this.#options.keys.ofHold(address);
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

  /** Tells the hall that MongoDB gave the seats to a booking or a lease. */
  async book(mark: BookingMark, context: ActContext): Promise<Marked> {
    const { keys, runId } = this.#options;
    const partition = keys.partitionOf(mark.showtimeId);
    const names = [keys.seats(mark.showtimeId), keys.holds(partition), keys.events(partition)];
    const about = [runId.current(), mark.showtimeId, mark.bookingId, mark.version, mark.holdId ?? ''];
    const how = [JSON.stringify(context), letterOf[mark.status], mark.leaseId ?? ''];
    return markedOf(await this.#run('book', names, [...about, ...how, ...mark.seats]));
  }

  /** Tells the hall that MongoDB took the seats from a booking or a lease. */
  async free(mark: Omit<BookingMark, 'holdId' | 'status' | 'leaseId'>, context: ActContext): Promise<Marked> {
    const { keys, runId } = this.#options;
    const names = [keys.seats(mark.showtimeId), keys.events(keys.partitionOf(mark.showtimeId))];
    const about = [runId.current(), mark.showtimeId, mark.bookingId, mark.version];
    return markedOf(await this.#run('free', names, [...about, JSON.stringify(context), ...mark.seats]));
  }

  /** Ends a hold if its time is over. */
  async expire(showtimeId: ShowtimeId, holdId: HoldId, context: ActContext): Promise<LuaReply[0]> {
    const args = [this.#options.runId.current(), showtimeId, holdId, goneMs, JSON.stringify(context)];
    return (await this.#run('expire', this.#options.keys.ofHold({ showtimeId, holdId }), args))[0];
  }

  /** Holds whose time is over by Redis' own clock, at most `limit` per partition; `keptSeatsDue` among their ids. */
  async dueHolds(limit: number): Promise<readonly Omit<HoldAddress, 'owner'>[]> {
    const { keys, redis } = this.#options;
    const groups = askableTogether(redis.isCluster ? 'cluster' : 'server', partitions);
    const asked = await Promise.allSettled(
      groups.map((group) => this.#run('due', group.map(keys.holds), [limit])),
    );
    const due = asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.slice(1)] : []));
    // One master that is away must not keep the holds of all the others alive.
    if (due.length === 0) throw new DependencyUnavailable('redis');
    return due.flat().map(addressOfDue);
  }

  /** The hall as it stands, or null where it is not hydrated in this run of the server. */
  async readHall(showtimeId: ShowtimeId): Promise<HallReading | null> {
    const live = await this.#live(showtimeId);
    return live && decodeHall(showtimeId, live.fields, { capMs: this.#options.capMs, at: live.at });
  }

  /** The same as it is written, for comparing it with the database. */
  async readEntries(
    showtimeId: ShowtimeId,
  ): Promise<(ReturnType<typeof decodeEntries> & { readonly at: Date }) | null> {
    const live = await this.#live(showtimeId);
    return live && { ...decodeEntries(live.fields), at: live.at };
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
    const head = [this.#options.runId.current(), showtimeId, seq, JSON.stringify(context)];
    const names = this.#hallKeys(showtimeId);
    const [kind] = await this.#run('reconcile', names, [...head, ...corrections.flat()]);
    return { kind };
  }

  async beginHydration(showtimeId: ShowtimeId, token: string): Promise<Hydration> {
    const [seats] = this.#hallKeys(showtimeId);
    return hydrationOf(await this.#run('hydrateBegin', [seats], [this.#options.runId.current(), token]));
  }

  /** Ends a hydration with what the database said; the hash may go at `keepUntil`. */
  async commitHydration(
    showtimeId: ShowtimeId,
    load: { readonly token: string; readonly keepUntil: Date; readonly claims: readonly ClaimedSeat[] },
    context: ActContext,
  ): Promise<Hydration> {
    const run = this.#options.runId.current();
    const head = [run, load.token, showtimeId, load.keepUntil.getTime(), JSON.stringify(context)];
    const args = [...head, ...load.claims.flatMap(encodeClaim)];
    return hydrationOf(await this.#run('hydrateCommit', this.#hallKeys(showtimeId), args));
  }

  /** Puts kept seats on sale whose time has come by Redis' own clock. */
  async releaseKept(showtimeId: ShowtimeId, context: ActContext): Promise<Marked> {
    const args = [this.#options.runId.current(), showtimeId, JSON.stringify(context)];
    return markedOf(await this.#run('releaseKept', this.#hallKeys(showtimeId), args));
  }

  /** A live hall's fields, and the time by the clock of the server that has them. */
  async #live(showtimeId: ShowtimeId): Promise<{ readonly at: Date; readonly fields: string[] } | null> {
    const { redis, keys, runId } = this.#options;
    const run = runId.current();
    if (run === askedByScript) {
      const [kind, nowMs, listed] = await this.#run('read', [keys.seats(showtimeId)], [run]);
      if (kind !== 'OK') return null;
      return { at: new Date(Number(nowMs)), fields: listed as unknown as string[] };
    }
    const [time, fields] = await callRedis(() =>
      Promise.all([redis.time(), redis.hgetall(keys.seats(showtimeId))]),
    );
    const [seconds, micros] = time.map(Number);
    const at = new Date((seconds ?? 0) * 1000 + Math.floor((micros ?? 0) / 1000));
    return fields['#epoch']?.startsWith(run) ? { at, fields: Object.entries(fields).flat() } : null;
  }

  #hallKeys(showtimeId: ShowtimeId): [seats: string, events: string, holds: string] {
    const { keys } = this.#options;
    const partition = keys.partitionOf(showtimeId);
    return [keys.seats(showtimeId), keys.events(partition), keys.holds(partition)];
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

function addressOfDue(told: string | number): Omit<HoldAddress, 'owner'> {
  const [showtimeId = '', holdId = ''] = String(told).split('|');
  return { showtimeId: ShowtimeId.parse(showtimeId), holdId: HoldId.parse(holdId) };
}
