import type { AuditEvent } from '@foyer/shared/audit';
import { endpoints } from '@foyer/shared/http/endpoints';
import type { Base } from './compose/base.ts';
import { composeAdmission } from './compose/admission.ts';
import { composeApprovals } from './compose/approvals.ts';
import { composeAudit } from './compose/audit.ts';
import { composeBookings } from './compose/bookings.ts';
import { composeInvariants } from './compose/invariants.ts';
import { composeLeases } from './compose/leases.ts';
import { composeNotifications } from './compose/notifications.ts';
import { composeEngines } from './compose/engines.ts';
import { composeRateLimits } from './compose/rate-limits.ts';
import { composePayments } from './compose/payments.ts';
import { composePeople } from './compose/people.ts';
import { composePrivacy } from './compose/privacy.ts';
import { composeSessions } from './compose/sessions.ts';
import { composeTills } from './compose/tills.ts';
import { composeDrawers, composeShifts } from './compose/shifts.ts';
import { composeSeats } from './compose/seats.ts';
import type { Config } from './config.ts';
import { BookingStream } from './features/bookings/booking-stream.gateway.ts';
import { catalogueModels } from './features/catalogue/catalogue-models.ts';
import { createCatalogueRepository } from './features/catalogue/catalogue.repository.ts';
import { catalogueRoutes } from './features/catalogue/catalogue.routes.ts';
import { createCatalogueService } from './features/catalogue/catalogue.service.ts';
import { healthRoutes } from './features/health/health.routes.ts';
import { createHealthService } from './features/health/health.service.ts';
import { createIdentity } from './features/identity/identity.ts';
import { reprintRoutes } from './features/reprints/reprint.routes.ts';
import { createNoteReprint } from './features/reprints/reprint.service.ts';
import { checkPartitionCount } from './features/seats/partition-count.ts';
import { closeHttp, createHttpServer, listen } from './http/http-server.ts';
import { createKoaApp } from './http/koa-app.ts';
import { openApiDocument, openApiPage } from './http/openapi.ts';
import { systemClock } from './platform/clock.ts';
import { findIndexFaults, migrate } from './platform/indexes.ts';
import { Lifecycle } from './platform/lifecycle.ts';
import { createLogger } from './platform/logger.ts';
import { pingMongo } from './platform/mongo.ts';
import type { Periodic } from './platform/periodic.ts';
import { randomIds } from './platform/random-ids.ts';
import { SocketServer } from './realtime/socket-server.ts';

/** What tests replace. */
export type Overrides = Partial<Base>;

export interface App {
  /** Where it listens, e.g. `http://127.0.0.1:8080`. */
  readonly address: string;
  /** Lets every background job look at once instead of at its next turn. */
  readonly wakeWorkers: () => void;
  readonly stop: () => Promise<void>;
}

/** Builds the whole server in order and starts it. Throws StartupError with one sentence for the operator. */
export async function compose(config: Config, overrides: Overrides = {}): Promise<App> {
  const log = overrides.log ?? createLogger(config.logLevel);
  const lifecycle = new Lifecycle(log);
  try {
    const built = await build(config, { clock: systemClock, ids: randomIds, ...overrides, log }, lifecycle);
    return { ...built, stop: () => lifecycle.stop() };
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }
}

async function build(config: Config, base: Base, lifecycle: Lifecycle): Promise<Omit<App, 'stop'>> {
  const engines = await composeEngines(config, base, lifecycle);
  const { connection } = engines;

  const audit = composeAudit(connection);
  const record = (event: AuditEvent): Promise<void> => audit.service.record([event]);
  const people = composePeople({ config, base, connection, record });
  const { acceptInvitation, findInvitation } = people;
  const tills = composeTills({ config, base, connection, record });
  const { ports, pinExpiryOf } = tills;
  const identity = createIdentity({
    connection,
    config,
    record,
    acceptInvitation,
    tills: ports,
    pinExpiryOf,
    ...base,
  });
  const counter = tills.serve(identity);
  const catalogue = createCatalogueService({
    repository: createCatalogueRepository(connection),
    clock: base.clock,
  });
  const seats = composeSeats({ config, base, engines, catalogue, record, lifecycle });
  const house = { config, base, connection, catalogue, identity, audit: audit.service, lifecycle };
  const notifications = composeNotifications({ ...house, findInvitation });
  const stream = new BookingStream(engines.redis, config.redis.namespace, base.log);
  const extras = { notify: notifications.notify, publish: stream.publish.bind(stream) };
  const payments = composePayments(config, base);
  const atDrawer = composeDrawers(connection);
  const { checkPin, trail } = counter;
  const approvals = composeApprovals({ ...house, checkPin, trail, atDrawer });
  const { providers } = payments;
  const bookings = composeBookings({ ...house, seats, extras, providers, approvals, atDrawer });
  const shifts = composeShifts({ ...house, approvals });
  const names = { people: identity.namesOf, tills: ports.namesOf };
  const admission = composeAdmission({ ...house, names, record, onSaved: bookings.pokeRelay });
  const leases = composeLeases({ ...house, seats, bookings, atDrawer });

  const invariants = composeInvariants({ config, base, engines, catalogue, audit: audit.service });

  const privacy = composePrivacy({ config, base, connection, audit: audit.service, identity, tills });

  const rules = [
    ...audit.collections,
    ...identity.models,
    ...people.models,
    ...tills.collections,
    ...catalogueModels(connection),
    ...approvals.collections,
    ...shifts.collections,
    ...leases.collections,
    ...bookings.collections,
    ...notifications.collections,
  ];
  await migrate(connection, rules);
  await identity.complete();
  await checkPartitionCount(connection);

  seats.startOutageWatch();
  const isWorker = config.roles.includes('worker');
  const background = [seats, bookings, approvals, shifts, leases, notifications, invariants, privacy].flatMap(
    ({ workers }) => workers,
  );
  const sessions = await composeSessions(identity, base, lifecycle);
  const workers: readonly Periodic[] = [bookings.watch, sessions.worker, ...(isWorker ? background : [])];
  const auditWriter = isWorker ? await audit.startWriter({ engines, base, config, lifecycle }) : null;
  for (const worker of workers) {
    worker.start();
    lifecycle.onStop('worker', () => worker.stop());
  }

  const health = createHealthService({
    pingMongo: () => pingMongo(connection, 1_000),
    probeRedis: seats.redisAnswers,
    indexFaults: () => findIndexFaults(rules),
    workers: () => [
      ...workers.map((worker) => worker.report()),
      ...sessions.reports(),
      ...(auditWriter ? [auditWriter.report()] : []),
    ],
    lags: async () => ({ ...(await notifications.lags()), ...(await invariants.lags()) }),
    invariants: invariants.texts,
    build: config.build,
    clock: base.clock,
  });
  const isApi = config.roles.includes('api');
  const limits = composeRateLimits({ config, base, engines, record });
  const app = createKoaApp({
    hotRoutes: isApi ? [...seats.hotRoutes, ...bookings.saleRoutes] : [],
    routes: [
      ...healthRoutes(health),
      ...(isApi
        ? [
            ...identity.routes,
            ...counter.routes,
            ...seats.routes,
            ...catalogueRoutes({ catalogue, availability: seats.availability, clock: base.clock }),
            ...bookings.ledgerRoutes,
            ...approvals.routes,
            ...shifts.routes,
            ...admission.routes,
            ...leases.routes,
            ...reprintRoutes(createNoteReprint({ findBooking: bookings.find, record, clock: base.clock })),
            ...people.routesFor({ namesOf: identity.namesOf, mail: notifications.inviteByMail }),
            ...privacy.routes,
            ...audit.routesFor(names),
            ...payments.routesFor(bookings.news),
          ]
        : []),
    ],
    pages: [openApiPage(openApiDocument(endpoints, config.build.version))],
    authenticate: identity.authenticate,
    limits,
    trustedProxyHops: config.doors.trustedProxyHops,
    refusalsPerSecond: config.doors.refusalsPerSecond,
    corsOrigins: config.corsOrigins,
    ids: base.ids,
    log: base.log,
  });

  const http = createHttpServer(app, { ids: base.ids, ...config.doors });
  const address = await listen(http, config);
  lifecycle.onStop('http', () => closeHttp(http));
  if (isApi) {
    const sockets = new SocketServer({
      http,
      verifyToken: identity.authenticateToken,
      sessions: sessions.sockets,
      origins: config.corsOrigins,
      passConnect: limits.passConnect,
      trustedProxyHops: config.doors.trustedProxyHops,
      readHall: (showtimeId) => seats.projection.read(showtimeId),
      requireShowtime: (showtimeId) => catalogue.requireShowtime(showtimeId),
      ids: base.ids,
      log: base.log,
    });
    lifecycle.onStop('sockets', () => sockets.stop());
    await approvals.follow((approval) => sockets.tellApproval(approval));
    await seats.follow(
      (event) => sockets.tell(event),
      () => sockets.beat(),
    );
  }
  base.log.info({ address, roles: config.roles }, 'listening');
  return { address, wakeWorkers: () => workers.forEach((worker) => worker.poke()) };
}
