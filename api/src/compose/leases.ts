import type { ShiftId, TillId, UserId } from '@foyer/shared/ids';
import { isStaff } from '@foyer/shared/roles';
import type { Connection } from 'mongoose';
import type { Base } from './base.ts';
import type { Config } from '../config.ts';
import type { AuditService } from '../features/audit/audit.service.ts';
import { tellOutbox } from '../features/audit/outbox.ts';
import type { CatalogueService } from '../features/catalogue/catalogue.service.ts';
import type { Identity } from '../features/identity/identity.ts';
import { conflictCollection, conflictModel } from '../features/leases/conflict.model.ts';
import { createConflictRepository } from '../features/leases/conflict.repository.ts';
import { createEndLease } from '../features/leases/end-lease.service.ts';
import { createGrantLease } from '../features/leases/grant-lease.service.ts';
import { createLeaseLists } from '../features/leases/lease-lists.service.ts';
import { LeaseRepository } from '../features/leases/lease.repository.ts';
import { leaseRoutes } from '../features/leases/lease.routes.ts';
import { createReplay } from '../features/leases/replay.service.ts';
import { createResolveConflict } from '../features/leases/resolve.service.ts';
import { createTellHall } from '../features/leases/tell-hall.ts';
import type { AtDrawer } from '../features/shifts/at-drawer.ts';
import type { Drawer } from '../features/shifts/drawer.ts';
import { shiftModel } from '../features/shifts/shift.model.ts';
import { ShiftRepository } from '../features/shifts/shift.repository.ts';
import { Periodic } from '../platform/periodic.ts';
import type { composeBookings } from './bookings.ts';
import type { Seats } from './seats.ts';

export interface LeaseNeeds {
  readonly config: Config;
  readonly base: Base;
  readonly connection: Connection;
  readonly catalogue: CatalogueService;
  readonly seats: Seats;
  readonly identity: Identity;
  readonly audit: AuditService;
  readonly bookings: ReturnType<typeof composeBookings>;
  readonly atDrawer: AtDrawer;
}

const relayEveryMs = 500;

/** Seats that tills sell without the server, and how those sales come in. */
export function composeLeases(needs: LeaseNeeds) {
  const { config, base, connection, catalogue, seats, identity, audit, bookings, atDrawer } = needs;
  const { clock, ids, log, wrap } = base;
  const record = wrap?.relay?.(audit.record) ?? audit.record;
  const isWorker = config.roles.includes('worker');
  const model = conflictModel(connection);
  const conflicts = createConflictRepository(model);
  const { gate, settlement, signer, collection, tellFacts } = bookings.lending;
  const repository = new LeaseRepository(connection, collection, gate);
  const shifts = new ShiftRepository(shiftModel(connection));
  const { gateway, onWritten, holds, holdBestSeats, secureHold } = seats;
  const relay = new Periodic({
    name: 'lease-relay',
    everyMs: relayEveryMs,
    run: () => tellOutbox(model, record),
    clock,
    log,
  });
  const onSaved = (): void => {
    tellFacts();
    if (isWorker) relay.poke();
  };
  const tellHall = createTellHall({ gateway, onWritten, onSaved, log });

  async function drawerOf(tillId: TillId, shiftId: ShiftId | undefined): Promise<Drawer | null> {
    const named = shiftId === undefined ? null : await shifts.read(shiftId);
    return named?.tillId === tillId ? { tillId, shiftId: named._id } : shifts.openAt(tillId);
  }

  async function staffAmong(people: readonly UserId[]): Promise<ReadonlySet<UserId>> {
    const found = await identity.findUsers(people);
    return new Set(found.filter((user) => isStaff(user.role) && !user.disabledAt).map(({ id }) => id));
  }

  const parts = { repository, conflicts, settlement, tellHall, drawerOf, staffAmong, ids, clock, log };
  return {
    collections: [conflictCollection(connection)],
    workers: [relay],
    routes: leaseRoutes({
      grant: createGrantLease({
        ...parts,
        catalogue,
        holds,
        holdBestSeats,
        secureHold,
        size: config.leases,
      }),
      end: createEndLease(parts),
      replay: createReplay(parts),
      resolve: createResolveConflict({ ...parts, secureHold }),
      lists: createLeaseLists(parts),
      signer,
      atDrawer,
      namesOf: (userIds) => identity.namesOf(userIds),
    }),
  };
}
