/** For tests: the seat scripts on the real Redis, in a namespace of their own. */
import { randomUUID } from 'node:crypto';
import { SeatId, ShowtimeId, HoldId } from '@foyer/shared/ids';
// oxlint-disable-next-line import/no-empty-named-blocks, unicorn/require-module-specifiers -- types what the engines' setup provides
import type {} from '@foyer/tools/engines/vitest-setup';
import { inject } from 'vitest';
import { createLogger } from '../../platform/logger.ts';
import { RedisRunId } from '../../platform/redis-run-id.ts';
import { connectRedis, openRedis } from '../../platform/redis.ts';
import { decodeEvent } from './seat-codec.ts';
import { seatKeys } from './seat-keys.ts';
import type { HoldAddress } from './seat-replies.ts';
import { HoldTransferGateway } from './hold-transfer.gateway.ts';
import { SeatGateway } from './seat.gateway.ts';
import { systemAct, type ClaimedSeat, type SeatEvent } from './seats.ts';

export const ttlMs = 60_000;
export const capMs = 90_000;

/** A connection, a gateway and one hydrated hall; `stop` closes it. */
export async function startSeats(limits: { readonly ttlMs?: number; readonly capMs?: number } = {}) {
  const redis = openRedis(inject('redisUrl'), { use: 'commands' }, createLogger('silent'));
  const runId = new RedisRunId(redis);
  await connectRedis(redis, inject('redisUrl'));
  await runId.known();
  const keys = seatKeys(`t${randomUUID().slice(0, 8)}`);
  const gateway = new SeatGateway({ redis, runId, keys, ttlMs, capMs, ...limits });
  const transfers = new HoldTransferGateway({ redis, runId, keys, ttlMs, capMs, ...limits });
  const showtimeId = ShowtimeId.parse(`st-${randomUUID().slice(0, 8)}`);
  const hydrate = async (claims: readonly ClaimedSeat[] = []): Promise<string> => {
    const token = randomUUID().slice(0, 8);
    await gateway.beginHydration(showtimeId, token);
    const keepUntil = new Date(Date.now() + 3_600_000);
    await gateway.commitHydration(showtimeId, { token, keepUntil, claims }, systemAct);
    return `${runId.current()}.${token}`;
  };
  const events = async (): Promise<SeatEvent[]> => {
    const entries = await redis.xrange(keys.events(keys.partitionOf(showtimeId)), '-', '+');
    return entries
      .map(([, fields]) => decodeEvent(fields))
      .filter((event) => event.showtimeId === showtimeId);
  };
  const address = (owner = 'ONLINE:u1', holdId = `h_${randomUUID().slice(0, 8)}`): HoldAddress => ({
    showtimeId,
    holdId: HoldId.parse(holdId),
    owner,
  });
  return {
    redis,
    runId,
    keys,
    gateway,
    transfers,
    showtimeId,
    hydrate,
    events,
    address,
    stop: () => redis.disconnect(),
  };
}

export type Seats = Awaited<ReturnType<typeof startSeats>>;

export function seats(...names: string[]): SeatId[] {
  return names.map((name) => SeatId.parse(name));
}

/** A wish for a new hold of the named seats. */
export function wish(...names: string[]) {
  return { seats: seats(...names), isNew: true, maxSeats: 10 };
}

/** The same for a hold that must be live already. */
export function more(...names: string[]) {
  return { ...wish(...names), isNew: false };
}
