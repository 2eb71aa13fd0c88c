import type { ShowtimeId } from '@foyer/shared/ids';
import type { Base } from './base.ts';
import type { Engines } from './engines.ts';
import { bookingModel } from '../features/bookings/booking.model.ts';
import { ClaimRepository } from '../features/bookings/claim.repository.ts';
import type { CatalogueService } from '../features/catalogue/catalogue.service.ts';
import { DegradedHalls } from '../features/seats/degraded-halls.ts';
import { readHallStatuses } from '../features/seats/hall-truth.ts';
import type { SeatEvent } from '../features/seats/seats.ts';
import type { Lifecycle } from '../platform/lifecycle.ts';
import { Outage } from '../platform/outage.ts';
import { DependencyUnavailable } from '../platform/unavailable.ts';

export interface OutageNeeds {
  readonly base: Base;
  readonly engines: Engines;
  readonly catalogue: CatalogueService;
  readonly lifecycle: Lifecycle;
  /** Makes the halls in Redis equal to the database. */
  readonly recover: () => Promise<void>;
  /** Whatever was built from one source is to be read anew from the other. */
  readonly onSwitch: () => void;
  readonly onEvent: (event: SeatEvent) => void;
}

const probeEveryMs = 250;
const probeEveryMsWhileAway = 50;

/** What the seat engine does while Redis is away: it knows so at once, and shows halls from MongoDB. */
export function composeOutage(needs: OutageNeeds) {
  const { engines, catalogue, lifecycle, recover, onSwitch, onEvent } = needs;
  const { clock, ids, log } = needs.base;
  const { connection, redis, runId } = engines;
  const claims = new ClaimRepository(connection, bookingModel(connection), log);
  const halls = new DegradedHalls({
    readStatuses: (showtimeId: ShowtimeId) =>
      readHallStatuses(catalogue, claims, { showtimeId, now: clock.now() }),
    follow: (onChange) => claims.follow(onChange),
    onEvent,
    ids,
    now: () => clock.now(),
    log,
  });
  const probe = async (): Promise<boolean> => {
    runId.current();
    return engines.answers();
  };
  const outage = new Outage({
    name: 'redis',
    probe,
    recover,
    everyMs: probeEveryMs,
    everyMsWhileAway: probeEveryMsWhileAway,
    log,
    onBegin: () => {
      halls.begin();
      onSwitch();
    },
    onEnd: () => {
      void halls.end();
      onSwitch();
    },
  });

  return {
    outage,
    halls,
    /** The run id for commands that people wait for: while Redis is away they fail at once. */
    runId: {
      current: (): string => {
        if (outage.isSilent) throw new DependencyUnavailable('redis');
        try {
          return runId.current();
        } catch (error) {
          outage.begin();
          throw error;
        }
      },
    },
    /** Whether Redis answers and may be asked. */
    redisAnswers: async (): Promise<boolean> => !outage.isOn && (await engines.answers()),
    /** Whether holds are out of reach, asked anew where nobody knows of an outage. */
    isRedisAway: async (): Promise<boolean> => outage.isOn || !(await probe().catch(() => false)),
    start: (): void => {
      redis.on('close', () => outage.begin());
      outage.start();
      lifecycle.onStop('outage watch', async () => {
        await outage.stop();
        await halls.end();
      });
    },
  };
}
