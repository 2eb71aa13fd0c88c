import type { AuditEvent } from '@foyer/shared/audit';
import type { Connection } from 'mongoose';
import type { Base } from './base.ts';
import type { Config } from '../config.ts';
import type { AuditService } from '../features/audit/audit.service.ts';
import { bookingModel } from '../features/bookings/booking.model.ts';
import { BookingPersonalData } from '../features/bookings/personal-data.repository.ts';
import type { Identity } from '../features/identity/identity.ts';
import { createIdentityPersonalData } from '../features/identity/personal-data.repository.ts';
import { createTrail } from '../features/identity/trail.ts';
import { notificationModel } from '../features/notifications/notification.model.ts';
import { NotificationRepository } from '../features/notifications/notification.repository.ts';
import { createErasureRepository } from '../features/people/erasure.repository.ts';
import type { Holding } from '../features/people/erasure.ts';
import { createEraseService } from '../features/people/erase.service.ts';
import { createExportService } from '../features/people/export.service.ts';
import { createPeopleRepository } from '../features/people/people.repository.ts';
import { exportedInvitation, exportedMail } from '../features/people/privacy.presenter.ts';
import { privacyRoutes } from '../features/people/privacy.routes.ts';
import { RetentionJob } from '../features/retention/retention-job.ts';
import { Lease } from '../platform/lease.ts';
import { Periodic } from '../platform/periodic.ts';
import type { composeTills } from './tills.ts';

export interface PrivacyNeeds {
  readonly config: Config;
  readonly base: Base;
  readonly connection: Connection;
  readonly audit: AuditService;
  readonly identity: Pick<Identity, 'findUsers'>;
  readonly tills: Pick<ReturnType<typeof composeTills>, 'pinExpiryOf' | 'erasePerson'>;
}

const finishEveryMs = 5_000;
const retainEveryMs = 1_000;

/** Everything about people that is kept somewhere: handed out, taken away, and let go of in time. */
export function composePrivacy({ config, base, connection, audit, ...needs }: PrivacyNeeds) {
  const { clock, ids, log, wrap } = base;
  const record = (event: AuditEvent): Promise<void> => audit.record([event]);
  const repository = createPeopleRepository(connection);
  const identity = createIdentityPersonalData(connection);
  const bookings = new BookingPersonalData(bookingModel(connection));
  const notifications = new NotificationRepository(notificationModel(connection));

  // A new place that keeps something about people belongs in here, and in the exports below.
  const holdings: readonly Holding[] = [
    { name: 'pin', erase: ({ id }) => needs.tills.erasePerson(id) },
    { name: 'sessions', erase: ({ id }, now) => identity.eraseSessions(id, now) },
    {
      name: 'invitations',
      erase: async ({ email }) => {
        if (email !== null) await repository.removeInvitationsTo(email);
      },
    },
    { name: 'bookings', erase: (subject) => bookings.erase(subject) },
  ];

  const exports = createExportService({
    account: (id) => identity.account(id),
    pin: async (id) => {
      const [user] = await needs.identity.findUsers([id]);
      const expiresAt = user && (await needs.tills.pinExpiryOf(user));
      return expiresAt ? { expiresAt: expiresAt.toISOString() } : null;
    },
    sessions: (id) => identity.sessions(id),
    invitations: async ({ id, email }) =>
      (await repository.invitationsAbout(email, id)).map((one) => exportedInvitation(one, id)),
    bookings: (subject, limit) => bookings.list(subject, limit),
    mails: async (about, invitations) => (await notifications.about(about, invitations)).map(exportedMail),
    audit: (id, limit) => audit.about(id, limit),
    trail: createTrail({ record, clock, ids }),
    clock,
  });
  const erasing = createEraseService({
    repository,
    erasures: createErasureRepository(connection),
    holdings: wrap?.holdings?.(holdings) ?? holdings,
    removeAccount: (id) => identity.removeAccount(id),
    unsettled: (subject, now) => bookings.unsettled(subject, now),
    record,
    clock,
  });
  const retention = new RetentionJob({
    lease: new Lease(connection, { collection: 'leases', id: 'retention' }),
    rules: config.retention,
    forgetContacts: (before) => bookings.forgetContacts(before),
    forgetMails: (before) => notifications.forget(before),
    eraseCustomers: async (since) => {
      let erased = 0;
      for await (const { id, email } of identity.unusedSince(since)) {
        if (await erasing.eraseUnused({ id, email })) erased += 1;
      }
      return erased;
    },
    record,
    clock,
  });
  const periodic = { clock, log };
  return {
    routes: privacyRoutes(exports, erasing),
    workers: [
      new Periodic({
        name: 'erasures',
        everyMs: finishEveryMs,
        run: () => erasing.finishDue(),
        ...periodic,
      }),
      new Periodic({ name: 'retention', everyMs: retainEveryMs, run: () => retention.run(), ...periodic }),
    ],
  };
}
