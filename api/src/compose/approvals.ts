import type { Approval } from '@foyer/shared/http/approvals';
import type { Connection } from 'mongoose';
import type { Base } from './base.ts';
import type { Config } from '../config.ts';
import { approvalCollection, approvalModel } from '../features/approvals/approval.model.ts';
import { ApprovalRepository } from '../features/approvals/approval.repository.ts';
import { approvalRoutes } from '../features/approvals/approval.routes.ts';
import { createApprovalService, type ApprovalNeeds } from '../features/approvals/approval.service.ts';
import { ApprovalWatch } from '../features/approvals/approval-watch.ts';
import { createApprovals } from '../features/approvals/use-approval.ts';
import type { AuditService } from '../features/audit/audit.service.ts';
import { tellOutbox } from '../features/audit/outbox.ts';
import { drawerCollection, drawerOpeningModel } from '../features/drawer/drawer-opening.model.ts';
import { createDrawerRepository } from '../features/drawer/drawer.repository.ts';
import { drawerRoutes } from '../features/drawer/drawer.routes.ts';
import { createOpenDrawer } from '../features/drawer/drawer.service.ts';
import type { Identity } from '../features/identity/identity.ts';
import type { AtDrawer } from '../features/shifts/at-drawer.ts';
import type { Lifecycle } from '../platform/lifecycle.ts';
import { Periodic } from '../platform/periodic.ts';

export interface ApprovalParts {
  readonly config: Config;
  readonly base: Base;
  readonly connection: Connection;
  readonly identity: Identity;
  readonly audit: AuditService;
  readonly lifecycle: Lifecycle;
  readonly checkPin: ApprovalNeeds['checkPin'];
  readonly trail: ApprovalNeeds['trail'];
  readonly atDrawer: AtDrawer;
}

const relayEveryMs = 500;
const expireEveryMs = 500;

/** A second pair of eyes: asking, deciding, and what actions use of it. */
export function composeApprovals(parts: ApprovalParts) {
  const { config, base, connection, identity, audit, lifecycle, checkPin, trail } = parts;
  const { clock, log, wrap } = base;
  const record = wrap?.relay?.(audit.record) ?? audit.record;
  const model = approvalModel(connection);
  const openings = drawerOpeningModel(connection);
  const repository = new ApprovalRepository(model);
  const isWorker = config.roles.includes('worker');
  const onSaved = (): void => (isWorker ? relay.poke() : undefined);
  const { namesOf } = identity;
  const { lifeMs } = config.approvals;
  const approvals = createApprovalService({
    repository,
    namesOf,
    clock,
    lifeMs,
    checkPin,
    trail,
    onSaved,
  });
  const relay = new Periodic({
    name: 'approval-relay',
    everyMs: relayEveryMs,
    run: async () => (await tellOutbox(model, record)) || tellOutbox(openings, record),
    clock,
    log,
  });

  const made = createApprovals({ repository, clock, onSaved });
  const uses = wrap?.approvals?.(made) ?? made;
  const openDrawer = createOpenDrawer({
    repository: createDrawerRepository(openings),
    approvals: uses,
    tillRequired: config.tills.isRequired,
    shiftRequired: config.tills.isShiftRequired,
    clock,
    onSaved,
  });
  return {
    ...uses,
    routes: [...approvalRoutes(approvals), ...drawerRoutes(openDrawer, parts.atDrawer)],
    collections: [approvalCollection(connection), drawerCollection(connection)],
    workers: [
      relay,
      new Periodic({
        name: 'approval-end',
        everyMs: expireEveryMs,
        run: () => approvals.expire(),
        clock,
        log,
      }),
    ],
    /** On every server with sockets: what happens on any server is told here. */
    follow: async (tell: (approval: Approval) => void): Promise<void> => {
      const watch = new ApprovalWatch({
        connection,
        model,
        repository,
        onStep: (approval) => {
          approvals.present(approval).then(tell, (error: unknown) => {
            log.warn({ err: error, approvalId: approval._id }, 'nobody could be told of an approval');
          });
        },
        clock,
        log,
      });
      lifecycle.onStop('approval watch', () => watch.stop());
      await watch.start();
    },
  };
}
