/** Halls under another namespace than the server's, so that neither its audit nor its sweeper sees them. */
import { seatKeys, type SeatKeys } from '@foyer/api/features/seats/seat-keys';
import { SeatGateway } from '@foyer/api/features/seats/seat.gateway';
import { systemAct } from '@foyer/api/features/seats/seats';
import { createLogger } from '@foyer/api/platform/logger';
import { RedisRunId } from '@foyer/api/platform/redis-run-id';
import { openRedis } from '@foyer/api/platform/redis';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { Stage } from './stage.ts';

export const holdTimes = { ttlMs: 300_000, capMs: 900_000 };

export type BareHalls = {
  readonly namespace: string;
  readonly keys: SeatKeys;
  readonly runId: string;
  /** Opens an empty hall, as hydration does. */
  readonly open: (showtimeId: ShowtimeId) => Promise<void>;
};

export async function bareHalls({ engines, onEnd }: Stage): Promise<BareHalls> {
  const namespace = 'bare';
  const redis = openRedis(engines.redis.url, { use: 'commands' }, createLogger('silent'));
  const runId = new RedisRunId(redis);
  await redis.connect();
  onEnd(async () => redis.disconnect());
  await runId.known();
  const keys = seatKeys(namespace);
  const gateway = new SeatGateway({ redis, runId, keys, ...holdTimes });
  return {
    namespace,
    keys,
    runId: runId.current(),
    open: async (showtimeId) => {
      const token = 'bench';
      await gateway.beginHydration(showtimeId, token);
      const load = { token, keepUntil: new Date(Date.now() + 86_400_000), claims: [] };
      const { kind } = await gateway.commitHydration(showtimeId, load, systemAct);
      if (kind !== 'READY') throw new Error(`the hall ${showtimeId} could not be opened`);
    },
  };
}
