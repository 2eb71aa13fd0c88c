import type { AdminHealth, Health, Readiness } from '@foyer/shared/http/health';
import type { Clock } from '../../platform/clock.ts';
import type { WorkerReport } from '../../platform/periodic.ts';

export interface BuildInfo {
  readonly version: string;
  readonly commit: string;
  readonly builtAt: string;
}

export interface HealthServiceOptions {
  readonly pingMongo: () => Promise<boolean>;
  /** Whether Redis takes writes: answering alone holds no seat. */
  readonly probeRedis: () => Promise<boolean>;
  /** Where indexes differ from what the code declares; empty when exactly right. */
  readonly indexFaults: () => Promise<readonly string[]>;
  readonly workers: () => readonly WorkerReport[];
  /** How much work waits or was given up, by name. */
  readonly lags: () => Promise<Readonly<Record<string, number>>>;
  /** What the last check of the invariants said, by invariant. */
  readonly invariants: () => Promise<Readonly<Record<string, string>>>;
  readonly build: BuildInfo;
  readonly clock: Clock;
}

/** Somebody may drop an index by hand; readiness notices within this time. */
const trustIndexesMs = 5_000;

export type HealthService = ReturnType<typeof createHealthService>;

/** How the server and what it stands on are doing. */
export function createHealthService(options: HealthServiceOptions) {
  let indexesRightUntil = 0;

  async function health(): Promise<Health> {
    const [mongo, redis] = await Promise.all([options.pingMongo(), options.probeRedis()]);
    const status = mongo && redis ? 'ok' : mongo ? 'degraded' : 'down';
    return { status, mongo: mongo ? 'up' : 'down', redis: redis ? 'up' : 'down' };
  }

  async function readiness(): Promise<Readiness> {
    const { mongo, redis } = await health();
    const missing = [...(mongo === 'up' ? [] : ['mongo']), ...(redis === 'up' ? [] : ['redis'])];
    const now = options.clock.now().getTime();
    if (mongo === 'up' && now >= indexesRightUntil) {
      const faults = await options.indexFaults();
      if (faults.length === 0) indexesRightUntil = now + trustIndexesMs;
      missing.push(...faults);
    }
    return { ready: missing.length === 0, missing };
  }

  async function admin(): Promise<AdminHealth> {
    const { status, mongo, redis } = await health();
    const workers = options.workers().map(({ name, lastRunAt, lastError }) => ({
      name,
      lastRunAt: lastRunAt?.toISOString() ?? null,
      lastError,
    }));
    return {
      status,
      build: options.build,
      dependencies: { mongo, redis },
      workers,
      lags: { ...(await options.lags().catch(() => ({}))) },
      invariants: { ...(await options.invariants().catch(() => ({}))) },
    };
  }

  return { health, readiness, admin };
}
