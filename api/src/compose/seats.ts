import type { AuditEvent } from '@foyer/shared/audit';
import type { Availability } from '@foyer/shared/http/catalogue';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { Base } from './base.ts';
import { composeOutage } from './outage.ts';
import type { Config } from '../config.ts';
import { bookingModel } from '../features/bookings/booking.model.ts';
import { ClaimRepository } from '../features/bookings/claim.repository.ts';
import type { ShowtimeRecord } from '../features/catalogue/catalogue.ts';
import type { CatalogueService } from '../features/catalogue/catalogue.service.ts';
import { createHoldBestSeats } from '../features/seats/best-seats.service.ts';
import { HallProjection } from '../features/seats/hall-projection.ts';
import { warmHalls } from '../features/seats/hall-warmer.ts';
import { readHallTruth } from '../features/seats/hall-truth.ts';
import { holdRoutes } from '../features/seats/hold.routes.ts';
import { createHoldService } from '../features/seats/hold.service.ts';
import { HoldTransferGateway } from '../features/seats/hold-transfer.gateway.ts';
import { holdTransferRoutes } from '../features/seats/hold-transfer.routes.ts';
import { createHoldTransferService } from '../features/seats/hold-transfer.service.ts';
import { holdsViewed } from '../features/seats/holds-viewed.ts';
import { offerHolds } from '../features/seats/offer-holds.ts';
import { createHydrator } from '../features/seats/hydrator.ts';
import { SeatEventTail } from '../features/seats/seat-event-tail.ts';
import { SeatGateway } from '../features/seats/seat.gateway.ts';
import { seatMapRoutes } from '../features/seats/seat-map.routes.ts';
import { createSeatMapService } from '../features/seats/seat-map.service.ts';
import type { HallReading, Position, SeatEvent } from '../features/seats/seats.ts';
import { reconcileHall } from '../features/seats/reconciler.ts';
import { createSecureHold } from '../features/seats/secure-hold.service.ts';
import { sweepHolds } from '../features/seats/sweeper.ts';
import type { Lifecycle } from '../platform/lifecycle.ts';
import { Periodic } from '../platform/periodic.ts';
import { DependencyUnavailable } from '../platform/unavailable.ts';
import type { Engines } from './engines.ts';

export interface SeatNeeds {
  readonly config: Config;
  readonly base: Base;
  readonly engines: Engines;
  readonly catalogue: CatalogueService;
  readonly record: (event: AuditEvent) => Promise<void>;
  readonly lifecycle: Lifecycle;
}

export type Seats = ReturnType<typeof composeSeats>;

const sweepEveryMs = 250;
const warmEveryMs = 30_000;
const reconcileEveryMs = 10_000;

/** The seat engine: holds in Redis, halls filled from MongoDB, maps from a live projection. */
export function composeSeats({ config, base, engines, catalogue, record, lifecycle }: SeatNeeds) {
  const { redis, runId, keys, connection } = engines;
  const { clock, ids, log, wrap } = base;
  const claims = new ClaimRepository(connection, bookingModel(connection), log);
  const readTruth = (showtimeId: ShowtimeId) => readHallTruth(catalogue, claims, showtimeId);
  // Workers and the recovery ask Redis whatever is known of it; what people wait for fails at once while it is away.
  const patient = new SeatGateway({ redis, runId, keys, ...config.holds });
  const patientHydrator = createHydrator({ gateway: patient, ids, readTruth });
  const listeners = { onEvent: (_event: SeatEvent): void => undefined, onResync: (): void => undefined };
  const tell = (event: SeatEvent): void => {
    projection.apply(event);
    listeners.onEvent(event);
  };
  const resync = (): void => {
    projection.clear();
    listeners.onResync();
  };
  const { outage, halls, isRedisAway, ...guarded } = composeOutage({
    base,
    engines,
    catalogue,
    lifecycle,
    recover: () => reconcile(),
    onSwitch: resync,
    onEvent: tell,
  });
  const plainGateway = new SeatGateway({ redis, runId: guarded.runId, keys, ...config.holds });
  const gateway = wrap?.gateway?.(plainGateway) ?? plainGateway;
  const hydrator = createHydrator({ gateway, ids, readTruth });
  const readHall = async (showtimeId: ShowtimeId): Promise<HallReading | null> => {
    const live = await gateway.readHall(showtimeId);
    if (live) return live;
    await hydrator.ensure(showtimeId);
    return gateway.readHall(showtimeId);
  };
  const projection = new HallProjection({
    load: async (showtimeId) => {
      if (outage.isSilent) return halls.read(showtimeId);
      try {
        // Whoever held a seat while the halls are being mended sees it in his own, mended first.
        if (outage.isOn) await mend(showtimeId);
        return await readHall(showtimeId);
      } catch (error) {
        if (!isAway(error)) throw error;
        outage.begin();
        return halls.read(showtimeId);
      }
    },
  });
  const onWritten = (showtimeId: ShowtimeId, position: Position): void =>
    projection.expect(showtimeId, position);
  const holds = createHoldService({
    gateway,
    hydrator,
    catalogue,
    readHall,
    onWritten,
    recordView: (showtimeId, act) =>
      record(holdsViewed(showtimeId, act, { at: clock.now(), id: ids.next('view') })),
    limits: config.holds,
    ids,
    clock,
  });
  const secureHold = createSecureHold({ gateway, hydrator, catalogue, readHall });
  const holdBestSeats = createHoldBestSeats({
    holds,
    catalogue,
    readHall,
    maxSeats: config.holds.maxSeats,
    clock,
    random: Math.random,
  });
  const transfers = createHoldTransferService({
    gateway: new HoldTransferGateway({ redis, runId, keys, ...config.holds }),
    hydrator,
    catalogue,
    partitionOf: keys.partitionOf,
    onWritten,
    limits: config.holds,
    clock,
  });
  const seatMaps = createSeatMapService({ projection, catalogue });

  /** One run: every hall on sale, filled if it is not and mended if it differs, one after the other: little at a time. */
  async function reconcile(): Promise<void> {
    for (const { id } of await catalogue.upcomingShowtimes()) await mend(id);
  }

  async function mend(showtimeId: ShowtimeId): Promise<void> {
    await patientHydrator.ensure(showtimeId);
    await reconcileHall({ gateway: patient, readTruth, log }, showtimeId);
  }

  async function warm(): Promise<void> {
    const upcoming = await catalogue.upcomingShowtimes();
    await warmHalls(
      upcoming.map(({ id }) => id),
      (id) => patientHydrator.ensure(id),
    );
  }

  async function follow(onEvent: (event: SeatEvent) => void, onResync: () => void): Promise<void> {
    const readers = await engines.openReaders();
    const tails = readers.map(
      (reader) =>
        new SeatEventTail({
          reader,
          keys,
          log,
          // While the halls are the database's, the stream's epochs are none of theirs.
          onEvent: (event) => (outage.isSilent ? undefined : tell(event)),
          onResync: resync,
        }),
    );
    Object.assign(listeners, { onEvent, onResync });
    lifecycle.onStop('seat event tails', async () => {
      await Promise.all(tails.map((tail) => tail.stop()));
    });
    await Promise.all(tails.map((tail) => tail.start()));
  }

  return {
    gateway,
    holds,
    holdBestSeats,
    readHall,
    offerHolds: offerHolds({ gateway, hydrator, ids, onWritten }),
    isRedisAway,
    redisAnswers: guarded.redisAnswers,
    startOutageWatch: guarded.start,
    secureHold,
    projection,
    onWritten,
    follow,
    availability: (showtime: ShowtimeRecord): Promise<Availability> => seatMaps.availability(showtime),
    hotRoutes: [...seatMapRoutes(seatMaps), ...holdRoutes(holds, holdBestSeats)],
    routes: holdTransferRoutes(transfers),
    workers: [
      new Periodic({
        name: 'hold-sweeper',
        everyMs: sweepEveryMs,
        run: () => sweepHolds({ gateway: patient, hydrator: patientHydrator, log }),
        clock,
        log,
      }),
      new Periodic({ name: 'seat-reconciler', everyMs: reconcileEveryMs, run: reconcile, clock, log }),
      new Periodic({ name: 'hall-warmer', everyMs: warmEveryMs, run: warm, clock, log }),
    ],
  };
}

function isAway(error: unknown): boolean {
  return error instanceof DependencyUnavailable && error.dependency === 'redis';
}
