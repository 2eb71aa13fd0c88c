/** The product's own check of the invariants, run on a box office once, without waiting for second looks. */
import { hallReader } from '@foyer/api/compose/invariants';
import { openRedisEngine } from '@foyer/api/compose/redis-engine';
import { createCatalogueRepository } from '@foyer/api/features/catalogue/catalogue.repository';
import { createCatalogueService } from '@foyer/api/features/catalogue/catalogue.service';
import { checkInvariants } from '@foyer/api/features/invariants/check-invariants';
import { InvariantRepository } from '@foyer/api/features/invariants/invariant.repository';
import type { RoundReport } from '@foyer/api/features/invariants/report';
import { seatKeys } from '@foyer/api/features/seats/seat-keys';
import { createLogger } from '@foyer/api/platform/logger';
import type { BoxOffice } from './box-office.ts';

export interface InvariantCheck {
  readonly run: () => Promise<RoundReport>;
  readonly stop: () => void;
}

export async function invariantCheck({
  connection,
  config,
  clock,
  namespace,
}: BoxOffice): Promise<InvariantCheck> {
  const keys = seatKeys(namespace);
  const engine = await openRedisEngine(config.redis, keys, createLogger('silent'));
  const catalogue = createCatalogueService({ repository: createCatalogueRepository(connection), clock });
  const repository = new InvariantRepository(connection);
  const halls = hallReader({ ...engine, keys }, catalogue);
  return {
    run: async () => {
      const round = checkInvariants({ repository, halls, clock, settleMs: { usual: 0, halls: 0 } });
      for (;;) {
        const step = await round.next();
        if (step.done) return step.value;
      }
    },
    stop: () => engine.redis.disconnect(),
  };
}

/** What a round says otherwise than ok, e.g. `{ I4: 'BROKEN' }`; what can't be judged by looking is left out. */
export function notOk({ verdicts }: RoundReport): Readonly<Record<string, string>> {
  const wrong = verdicts.filter(({ state }) => state !== 'OK' && state !== 'NOT_HERE');
  return Object.fromEntries(wrong.map(({ invariant, state }) => [invariant, state]));
}
