import type { Connection } from 'mongoose';
import type { Base } from './base.ts';
import type { Config } from '../config.ts';
import type { Approvals } from '../features/approvals/use-approval.ts';
import type { AuditService } from '../features/audit/audit.service.ts';
import { tellOutbox } from '../features/audit/outbox.ts';
import { bookingModel } from '../features/bookings/booking.model.ts';
import { createUnreportedRepository } from '../features/bookings/unreported.repository.ts';
import type { CatalogueService } from '../features/catalogue/catalogue.service.ts';
import { drawerOpeningModel } from '../features/drawer/drawer-opening.model.ts';
import { createDrawerRepository } from '../features/drawer/drawer.repository.ts';
import type { Identity } from '../features/identity/identity.ts';
import { createAtDrawer } from '../features/shifts/at-drawer.ts';
import { createMoveCash } from '../features/shifts/cash.service.ts';
import { createChangeShift } from '../features/shifts/change-shift.ts';
import { createCloseShift } from '../features/shifts/close.service.ts';
import { createCorrectShift } from '../features/shifts/correct.service.ts';
import { createReadDrawer } from '../features/shifts/drawer-money.ts';
import { shiftCollection, shiftModel } from '../features/shifts/shift.model.ts';
import { ShiftRepository } from '../features/shifts/shift.repository.ts';
import { shiftRoutes } from '../features/shifts/shift.routes.ts';
import { createShiftService } from '../features/shifts/shift.service.ts';
import { Periodic } from '../platform/periodic.ts';

export interface ShiftParts {
  readonly config: Config;
  readonly base: Base;
  readonly connection: Connection;
  readonly catalogue: CatalogueService;
  readonly identity: Identity;
  readonly audit: AuditService;
  readonly approvals: Approvals;
}

const relayEveryMs = 500;

/** Which drawer a call is made at: whoever takes money asks, and shifts ask whoever has taken it. */
export function composeDrawers(connection: Connection) {
  return createAtDrawer(new ShiftRepository(shiftModel(connection)));
}

/** Shifts from float to Z report. */
export function composeShifts(parts: ShiftParts) {
  const { config, base, connection, catalogue, audit, approvals } = parts;
  const { clock, log, wrap } = base;
  const record = wrap?.relay?.(audit.record) ?? audit.record;
  const isWorker = config.roles.includes('worker');
  const onSaved = (): void => (isWorker ? relay.poke() : undefined);
  const model = shiftModel(connection);
  const repository = new ShiftRepository(model);
  const unreported = createUnreportedRepository(bookingModel(connection));
  const { countIn: countNoSales } = createDrawerRepository(drawerOpeningModel(connection));
  const readDrawer = createReadDrawer({ unreported, repository });
  const change = createChangeShift({ repository, onSaved });
  const cash = { change, approvals, payOutLimitMinor: config.tills.payOutLimitMinor, clock };
  const relay = new Periodic({
    name: 'shift-relay',
    everyMs: relayEveryMs,
    run: () => tellOutbox(model, record),
    clock,
    log,
  });
  const shifts = createShiftService({
    repository,
    readDrawer,
    countNoSales,
    findCinema: catalogue.findCinema,
    showsBetween: catalogue.listShowtimes,
    clock,
    onSaved,
  });
  return {
    collections: [shiftCollection(connection)],
    workers: [relay],
    routes: shiftRoutes({
      shifts,
      drop: createMoveCash('DROP', cash),
      takeOut: createMoveCash('PAY_OUT', cash),
      putIn: createMoveCash('PAY_IN', cash),
      close: createCloseShift({
        change,
        readDrawer,
        forget: unreported.forget,
        countNoSales,
        auditHead: async () => ({ seq: await audit.newest(), hash: null }),
        clock,
        log,
      }),
      correct: createCorrectShift({ change, clock }),
      namesOf: (userIds) => parts.identity.namesOf(userIds),
    }),
  };
}
