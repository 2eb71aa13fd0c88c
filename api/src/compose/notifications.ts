import { UserId } from '@foyer/shared/ids';
import type { Connection } from 'mongoose';
import type { Base } from './base.ts';
import type { Config } from '../config.ts';
import type { AuditService } from '../features/audit/audit.service.ts';
import { openGate } from '../features/bookings/arbiter-watch.ts';
import { bookingModel } from '../features/bookings/booking.model.ts';
import { BookingRepository, type UntoldBooking } from '../features/bookings/booking.repository.ts';
import { createTicketSigner } from '../features/bookings/ticket-signer.ts';
import type { CatalogueService } from '../features/catalogue/catalogue.service.ts';
import type { Identity } from '../features/identity/identity.ts';
import { createMailGateway } from '../features/notifications/mail.gateway.ts';
import { notificationCollections, notificationModel } from '../features/notifications/notification.model.ts';
import { notificationsFor } from '../features/notifications/notification.policy.ts';
import { NotificationRepository } from '../features/notifications/notification.repository.ts';
import { sendNotifications, type NotifierOptions } from '../features/notifications/notifier.ts';
import type { Lifecycle } from '../platform/lifecycle.ts';
import { Periodic } from '../platform/periodic.ts';

export interface NotificationNeeds {
  readonly config: Config;
  readonly base: Base;
  readonly connection: Connection;
  readonly catalogue: CatalogueService;
  readonly identity: Identity;
  readonly audit: AuditService;
  readonly findInvitation: NotifierOptions['findInvitation'];
  readonly lifecycle: Lifecycle;
}

const sendEveryMs = 1_000;

/** Mails to guests and to whoever is invited: what is to be told is stored by the outbox relay and sent by the notifier. Without SMTP_URL neither. */
export function composeNotifications(needs: NotificationNeeds) {
  const { config, base, connection, catalogue, identity, audit, lifecycle } = needs;
  const { clock, ids, log } = base;
  const notifications = new NotificationRepository(notificationModel(connection));
  const collections = notificationCollections(connection);
  const lags = async (): Promise<Readonly<Record<string, number>>> => ({
    notificationsWaiting: await notifications.count('WAITING'),
    notificationsDead: await notifications.count('DEAD'),
  });
  if (!config.mail) {
    const inviteByMail = (): Promise<boolean> => Promise.resolve(false);
    return { collections, lags, notify: async () => undefined, inviteByMail, workers: [] };
  }

  const mail = createMailGateway(config.mail);
  lifecycle.onStop('mail', () => mail.close());
  const bookings = new BookingRepository(bookingModel(connection), openGate);
  const notifier = new Periodic({
    name: 'notifier',
    everyMs: sendEveryMs,
    run: () =>
      sendNotifications({
        notifications,
        mail,
        findBooking: (id) => bookings.find(id),
        findPerson: (id) => identity.findPerson(UserId.parse(id)),
        findInvitation: needs.findInvitation,
        catalogue,
        signer: createTicketSigner(config.ticketSecret),
        record: audit.record,
        ids,
        clock,
        log,
        random: Math.random,
      }),
    clock,
    log,
  });
  return {
    collections,
    lags,
    workers: [notifier],
    notify: async (untold: readonly UntoldBooking[]): Promise<void> => {
      const wanted = untold.flatMap(notificationsFor);
      await notifications.add(wanted, clock.now());
      if (wanted.length > 0) notifier.poke();
    },
    /** One mail for each invitation, however often it is asked for; answers whether mails are sent here. */
    inviteByMail: async (invitationId: string): Promise<boolean> => {
      await notifications.addInvitation(invitationId, clock.now());
      notifier.poke();
      return true;
    },
  };
}

export type Notifications = ReturnType<typeof composeNotifications>;
