/** Every kind of fault: how it strikes, how it ends, and whether holds may be lost by it. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../random.ts';
import type { CrashPoint, Part, Proxied, ServerPart, SystemUnderTest } from '../system/system-under-test.ts';

export type Fault = {
  readonly name: string;
  readonly losesHolds: boolean;
  /** Whether the house can suffer it; every house, where left out. */
  readonly fits?: (system: SystemUnderTest) => boolean;
  /** Resolves when everything runs again as it should; its recovery is measured from `mended` on. */
  readonly strike: (system: SystemUnderTest, turn: Turn) => Promise<void>;
};

export type Turn = {
  readonly random: Random;
  /** To be called when what was done is undone: from here on the house has to recover by itself. */
  readonly mended: () => void;
};

const delayMs = 150;
const briefMs = 1_200;
const crashPatienceMs = 15_000;
const disarmMs = 200;

/** Nothing was done to the house: the fault may be tried again later. */
export class NotReached extends Error {
  override readonly name = 'NotReached';
}

export const faults: readonly Fault[] = [
  { name: 'kill -9 api', losesHolds: false, strike: (system, turn) => killOne(system.nodes, turn) },
  { name: 'kill -9 worker', losesHolds: false, strike: (system, turn) => killOne(system.workers, turn) },
  {
    name: 'kill -9 redis-server',
    losesHolds: true,
    strike: ({ redis }, turn) => killAndRestart(redis, turn),
  },
  { name: 'kill -9 mongod', losesHolds: false, strike: ({ mongo }, turn) => killAndRestart(mongo, turn) },
  {
    name: 'pause api past a hold',
    losesHolds: false,
    strike: (system, turn) => pauseOne(turn.random.pick(system.nodes), system.holdTtlMs + 500, turn),
  },
  {
    name: 'pause worker past a hold',
    losesHolds: false,
    strike: (system, turn) => pauseOne(turn.random.pick(system.workers), system.holdTtlMs + 500, turn),
  },
  {
    name: 'pause redis-server',
    losesHolds: false,
    strike: ({ redis }, turn) => pauseOne(redis, briefMs, turn),
  },
  { name: 'pause mongod', losesHolds: false, strike: ({ mongo }, turn) => pauseOne(mongo, briefMs, turn) },
  {
    name: 'FLUSHALL',
    losesHolds: true,
    strike: async ({ redis }, { mended }) => {
      await redis.flush();
      mended();
    },
  },
  {
    name: 'SCRIPT FLUSH',
    losesHolds: false,
    strike: async ({ redis }, { mended }) => {
      await redis.flushScripts();
      mended();
    },
  },
  {
    name: 'redis-server with older data',
    losesHolds: true,
    fits: ({ redis }) => redis.older !== undefined,
    strike: async ({ redis: { older } }, { mended }) => {
      await older?.keepCopy();
      await delay(briefMs);
      await older?.restartWithCopy();
      mended();
    },
  },
  {
    name: 'replication stalled, then failover',
    losesHolds: true,
    strike: async ({ redis }, { mended }) => {
      await redis.stallReplication();
      await delay(briefMs);
      await redis.failOver(mended);
    },
  },
  {
    name: 'mongo primary steps down',
    losesHolds: false,
    strike: ({ mongo }, { mended }) => mongo.stepDown(mended),
  },
  {
    name: 'kill -9 mongo primary, failover',
    losesHolds: false,
    fits: ({ mongo }) => mongo.failOver !== undefined,
    strike: async ({ mongo }, { mended }) => mongo.failOver?.(mended),
  },
  ...(['redis', 'mongo'] as const).flatMap((engine): readonly Fault[] => {
    const between = (hurt: (proxy: Proxied) => void, lastsMs: number): Fault['strike'] => {
      return async ({ proxies }, { mended }) => {
        hurt(proxies[engine]);
        await delay(lastsMs);
        proxies[engine].heal();
        mended();
      };
    };
    return [
      {
        name: `delay to ${engine}`,
        losesHolds: false,
        strike: between((proxy) => proxy.delay(delayMs), briefMs),
      },
      { name: `RST to ${engine}`, losesHolds: false, strike: between((proxy) => proxy.reset(), 0) },
      {
        name: `half-open to ${engine}`,
        losesHolds: false,
        strike: between((proxy) => proxy.halfOpen(), briefMs),
      },
    ];
  }),
  {
    name: 'clock of one api off',
    losesHolds: false,
    strike: async (system, turn) => {
      const node = turn.random.pick(system.nodes);
      const skewMs = turn.random.chance(0.5) ? -clockSkewMs : clockSkewMs;
      await node?.kill();
      await node?.restartSkewed(skewMs);
      await delay(briefMs);
      await node?.kill();
      await node?.restart();
      turn.mended();
    },
  },
  crash('after-insert-before-charge', ({ nodes }) => nodes),
  crash('after-charge-before-compare-and-set', ({ nodes }) => nodes),
  crash('after-compare-and-set-before-redis', ({ nodes }) => nodes),
  crash('between-relay-and-pull', ({ workers }) => workers),
];

/** The kinds that this house can suffer. */
export function faultsFor(system: SystemUnderTest): readonly Fault[] {
  return faults.filter(({ fits }) => fits?.(system) ?? true);
}

/** How far one node's clock is put off; more than a payment window. */
export const clockSkewMs = 30_000;

function crash(point: CrashPoint, of: (system: SystemUnderTest) => readonly ServerPart[]): Fault {
  return {
    name: `crash ${point}`,
    losesHolds: false,
    strike: async (system, { mended }) => {
      // Whichever comes there first: at one of several, a short run would wait long.
      const gone = await firstToEnd(of(system), point);
      if (gone.length === 0) throw new NotReached(`nothing came to ${point}`);
      for (const server of gone) await server.restart();
      mended();
    },
  };
}

async function firstToEnd(servers: readonly ServerPart[], point: CrashPoint): Promise<readonly ServerPart[]> {
  const gone = new Set<ServerPart>();
  const timer = new AbortController();
  const late = delay(crashPatienceMs, undefined, { signal: timer.signal }).catch(() => undefined);
  for (const server of servers) server.arm(point);
  const endings = servers.map(async (server) => {
    await server.exited();
    gone.add(server);
  });
  await Promise.race([...endings, late]);
  timer.abort();
  for (const server of servers) server.arm(null);
  // The order may cross with a crash.
  await delay(disarmMs);
  return [...gone];
}

async function killOne(parts: readonly Part[], turn: Turn): Promise<void> {
  const part = turn.random.pick(parts);
  if (part) await killAndRestart(part, turn);
}

async function killAndRestart(part: Part, { mended }: Turn): Promise<void> {
  await part.kill();
  await part.restart();
  mended();
}

async function pauseOne(part: Part | undefined, lastsMs: number, { mended }: Turn): Promise<void> {
  await part?.pause();
  await delay(lastsMs);
  part?.resume();
  mended();
}
