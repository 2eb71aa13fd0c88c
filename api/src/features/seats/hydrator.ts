import type { ShowtimeId } from '@foyer/shared/ids';
import type { IdSource } from '../../platform/random-ids.ts';
import { DependencyUnavailable } from '../../platform/unavailable.ts';
import type { Hydration } from './seat-replies.ts';
import { systemAct, type ActContext, type ClaimedSeat } from './seats.ts';

/** What a hall is filled from: the claims that MongoDB holds and the seats the house keeps back. */
export interface HallTruth {
  readonly claims: readonly ClaimedSeat[];
  /** When the hall's record may go. */
  readonly keepUntil: Date;
}

export interface HydratorOptions {
  readonly gateway: {
    beginHydration(showtimeId: ShowtimeId, token: string): Promise<Hydration>;
    commitHydration(
      showtimeId: ShowtimeId,
      load: HallTruth & { readonly token: string },
      context: ActContext,
    ): Promise<Hydration>;
  };
  /** Reads the truth after the hydration was opened, so that no later change is missed. */
  readonly readTruth: (showtimeId: ShowtimeId) => Promise<HallTruth>;
  readonly ids: IdSource;
}

export interface Hydrator {
  /** Fills the hall from the database unless it is live already. */
  readonly ensure: (showtimeId: ShowtimeId) => Promise<void>;
  /** Runs a command of the hall, hydrating first where it answers NOT_HYDRATED. */
  readonly hydrated: <Reply extends { readonly kind: string }>(
    showtimeId: ShowtimeId,
    run: () => Promise<Reply>,
  ) => Promise<Exclude<Reply, { kind: 'NOT_HYDRATED' }>>;
}

const attempts = 5;

/** Refuses nothing and sells nothing: it only makes sure that scripts judge a hall that MongoDB knows. */
export function createHydrator({ gateway, readTruth, ids }: HydratorOptions): Hydrator {
  const running = new Map<ShowtimeId, Promise<void>>();

  async function hydrate(showtimeId: ShowtimeId): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const token = ids.next('e');
      const opened = await gateway.beginHydration(showtimeId, token);
      if (opened.kind === 'READY') return;
      const truth = await readTruth(showtimeId);
      const closed = await gateway.commitHydration(showtimeId, { ...truth, token }, systemAct);
      if (closed.kind === 'READY') return;
    }
    throw new DependencyUnavailable('redis');
  }

  const ensure = (showtimeId: ShowtimeId): Promise<void> => {
    const already = running.get(showtimeId);
    if (already) return already;
    const work = hydrate(showtimeId).finally(() => running.delete(showtimeId));
    running.set(showtimeId, work);
    return work;
  };

  return {
    ensure,
    hydrated: async (showtimeId, run) => {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const reply = await run();
        if (isHydrated(reply)) return reply;
        await ensure(showtimeId);
      }
      throw new DependencyUnavailable('redis');
    },
  };
}

function isHydrated<Reply extends { readonly kind: string }>(
  reply: Reply,
): reply is Exclude<Reply, { kind: 'NOT_HYDRATED' }> {
  return reply.kind !== 'NOT_HYDRATED';
}
