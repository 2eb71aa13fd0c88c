import type { AuditEvent } from '@foyer/shared/audit';
import type { Availability } from '@foyer/shared/http/catalogue';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { Base } from './base.ts';
import type { Config } from '../config.ts';
import { bookingModel } from '../features/bookings/booking.model.ts';
import { BookingRepository } from '../features/bookings/booking.repository.ts';
import type { ShowtimeRecord } from '../features/catalogue/catalogue.ts';
import type { CatalogueService } from '../features/catalogue/catalogue.service.ts';
import { createHoldBestSeats } from '../features/seats/best-seats.service.ts';
import { HallProjection } from '../features/seats/hall-projection.ts';
import { warmHalls } from '../features/seats/hall-warmer.ts';
import { readHallTruth } from '../features/seats/hall-truth.ts';
import { holdRoutes } from '../features/seats/hold.routes.ts';
import { createHoldService } from '../features/seats/hold.service.ts';
import { holdsViewed } from '../features/seats/holds-viewed.ts';
import { offerHolds } from '../features/seats/offer-holds.ts';
import { createHydrator } from '../features/seats/hydrator.ts';
import { SeatEventTail } from '../features/seats/seat-event-tail.ts';
import { SeatGateway } from '../features/seats/seat.gateway.ts';
import { seatMapRoutes } from '../features/seats/seat-map.routes.ts';
import { createSeatMapService } from '../features/seats/seat-map.service.ts';
import type { HallSnapshot, Position, SeatEvent } from '../features/seats/seats.ts';
import { reconcileHall } from '../features/seats/reconciler.ts';
import { createSecureHold } from '../features/seats/secure-hold.service.ts';
import { sweepHolds } from '../features/seats/sweeper.ts';
import type { Lifecycle } from '../platform/lifecycle.ts';
import { Periodic } from '../platform/periodic.ts';
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
  const plainGateway = new SeatGateway({ redis, runId, keys, ...config.holds });
  const gateway = wrap?.gateway?.(plainGateway) ?? plainGateway;
  const claims = new BookingRepository(bookingModel(connection));
  const hydrator = createHydrator({ gateway, ids, readTruth: (id) => readHallTruth(catalogue, claims, id) });
  const readHall = async (showtimeId: ShowtimeId): Promise<HallSnapshot | null> => {
    const live = await gateway.readHall(showtimeId);
    if (live) return live;
    await hydrator.ensure(showtimeId);
    return gateway.readHall(showtimeId);
  };
  const projection = new HallProjection({ load: readHall });
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
    maxSeats: config.holds.maxSeats,
    ids,
    clock,
  });
  const secureHold = createSecureHold({ gateway, hydrator, catalogue, readHall, clock });
  const holdBestSeats = createHoldBestSeats({
    holds,
    catalogue,
    readHall,
    maxSeats: config.holds.maxSeats,
    clock,
    random: Math.random,
  });
  const seatMaps = createSeatMapService({ projection, catalogue });

  const readTruth = (showtimeId: ShowtimeId) => readHallTruth(catalogue, claims, showtimeId);

  /** One run: every hall on sale, filled if it is not and mended if it differs, one after the other: little at a time. */
  async function reconcile(): Promise<void> {
    for (const { id } of await catalogue.upcomingShowtimes()) {
      await hydrator.ensure(id);
      await reconcileHall({ gateway, readTruth, log }, id);
    }
  }

  async function warm(): Promise<void> {
    const upcoming = await catalogue.upcomingShowtimes();
    await warmHalls(
      upcoming.map(({ id }) => id),
      (id) => hydrator.ensure(id),
    );
  }

  async function follow(onEvent: (event: SeatEvent) => void, onResync: () => void): Promise<void> {
    const tail = new SeatEventTail({
      redis: await engines.openBlocking(),
      keys,
      log,
      onEvent: (event) => {
        projection.apply(event);
        onEvent(event);
      },
      onResync: () => {
        projection.clear();
        onResync();
      },
    });
    await tail.start();
    lifecycle.onStop('seat event tail', () => tail.stop());
  }

  return {
    gateway,
    readHall,
    offerHolds: offerHolds({ gateway, hydrator, ids, onWritten }),
    secureHold,
    projection,
    onWritten,
    follow,
    availability: (showtime: ShowtimeRecord): Promise<Availability> => seatMaps.availability(showtime),
    hotRoutes: [...seatMapRoutes(seatMaps), ...holdRoutes(holds, holdBestSeats)],
    workers: [
      new Periodic({
        name: 'hold-sweeper',
        everyMs: sweepEveryMs,
        run: () => sweepHolds(gateway, log),
        clock,
        log,
      }),
      new Periodic({ name: 'seat-reconciler', everyMs: reconcileEveryMs, run: reconcile, clock, log }),
      new Periodic({ name: 'hall-warmer', everyMs: warmEveryMs, run: warm, clock, log }),
    ],
  };
}
