import type { Base } from './base.ts';
import type { Engines } from './engines.ts';
import type { Config } from '../config.ts';
import type { AuditService } from '../features/audit/audit.service.ts';
import type { CatalogueService } from '../features/catalogue/catalogue.service.ts';
import { checkInvariants } from '../features/invariants/check-invariants.ts';
import { InvariantJob } from '../features/invariants/invariant-job.ts';
import { InvariantRepository } from '../features/invariants/invariant.repository.ts';
import { InvariantRounds } from '../features/invariants/invariant-rounds.repository.ts';
import type { HallReader } from '../features/invariants/looks.ts';
import { SeatGateway } from '../features/seats/seat.gateway.ts';
import { Periodic } from '../platform/periodic.ts';

export interface InvariantNeeds {
  readonly config: Config;
  readonly base: Base;
  readonly engines: Engines;
  readonly catalogue: CatalogueService;
  readonly audit: AuditService;
}

/** A hundred bookings, then nothing for this long: a million take half an hour, and no sale waits for it. */
const sliceEveryMs = 200;

/** Holds the house to its promises, again and again, and says what came of it. */
export function composeInvariants({ config, base, engines, catalogue, audit }: InvariantNeeds) {
  const { clock, log } = base;
  const repository = new InvariantRepository(engines.connection);
  const rounds = new InvariantRounds(engines.connection);
  const halls = hallReader(engines, catalogue);
  const job = new InvariantJob({
    rounds,
    check: () => checkInvariants({ repository, halls, clock }),
    everyMs: config.invariantsEveryMs,
    recorded: audit.recorded,
    record: audit.record,
    clock,
    log,
  });
  return {
    workers: [new Periodic({ name: 'invariants', everyMs: sliceEveryMs, run: () => job.run(), clock, log })],
    /** By invariant, and when that was; empty before the first round has ended. */
    texts: async (): Promise<Readonly<Record<string, string>>> => {
      const last = await rounds.last();
      return last ? { ...last.texts, at: last.at.toISOString() } : {};
    },
    lags: async (): Promise<Readonly<Record<string, number>>> => {
      const last = await rounds.last();
      if (!last) return {};
      const ageSeconds = Math.round((clock.now().getTime() - last.at.getTime()) / 1_000);
      return {
        invariantsBroken: last.broken,
        invariantsAlarms: last.alarms,
        invariantsAgeSeconds: Math.max(0, ageSeconds),
      };
    },
  };
}

/** Reads halls as they stand; nothing is filled and nothing held for it. */
export function hallReader(
  { redis, runId, keys }: Pick<Engines, 'redis' | 'runId' | 'keys'>,
  catalogue: Pick<CatalogueService, 'upcomingShowtimes'>,
): HallReader {
  const gateway = new SeatGateway({ redis, runId, keys, ttlMs: 0, capMs: 0 });
  return {
    upcoming: async () => (await catalogue.upcomingShowtimes()).map(({ id }) => id),
    entries: async (showtimeId) => (await gateway.readEntries(showtimeId))?.entries ?? null,
  };
}
