import type { AuditEvent } from '@foyer/shared/audit';
import type { BookingId } from '@foyer/shared/ids';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { BookingRecord } from '../bookings/booking.ts';
import type { TicketSigner } from '../bookings/ticket-signer.ts';
import type { CatalogueService } from '../catalogue/catalogue.service.ts';
import { systemAct } from '../seats/seats.ts';
import { MailRefused, type Mail, type MailGateway } from './mail.gateway.ts';
import { writeInvitation, type InvitationFacts } from './invitation-text.ts';
import { writeMail } from './mail-text.ts';
import { mostAttempts, retryDelayMs } from './notification.policy.ts';
import type { NotificationRepository } from './notification.repository.ts';
import type { NotificationRecord } from './notification.ts';

export interface NotifierOptions {
  readonly notifications: NotificationRepository;
  readonly mail: Pick<MailGateway, 'send'>;
  readonly findBooking: (id: BookingId) => Promise<BookingRecord | null>;
  /** Address and name of a person's own account. */
  readonly findPerson: (id: string) => Promise<{ readonly email: string; readonly name: string } | null>;
  /** What still waits of an invitation; null where it was used, withdrawn or has run out. */
  readonly findInvitation: (id: string) => Promise<InvitationMail | null>;
  readonly catalogue: Pick<CatalogueService, 'findCinema' | 'findShowtime'>;
  readonly signer: TicketSigner;
  readonly record: (events: readonly AuditEvent[]) => Promise<void>;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly log: Logger;
  readonly random: () => number;
}

export type InvitationMail = Omit<InvitationFacts, 'cinema'>;

const batch = 20;
/** Longer than a mail server may take, so that nobody else sends the same mail meanwhile. */
const leaseMs = 60_000;

/**
 * One run: sends what is due, each by whoever takes its lease. A crash after the mail server took it sends it once
 * more, under the same Message-ID. Answers true when more may be waiting.
 */
export async function sendNotifications(options: NotifierOptions): Promise<boolean> {
  const { notifications, clock, ids } = options;
  for (let sent = 0; sent < batch; sent += 1) {
    const now = clock.now();
    const until = new Date(now.getTime() + leaseMs);
    const taken = await notifications.take(ids.next('lease'), { now, until });
    if (!taken) return false;
    await handle(options, taken);
  }
  return true;
}

async function handle(options: NotifierOptions, taken: NotificationRecord): Promise<void> {
  const { notifications, clock } = options;
  try {
    // Whoever took it the last time did not live to say how it went.
    if (taken.attempts > mostAttempts) return await bury(options, taken, 'interrupted');
    const mail = await compose(options, taken);
    if (mail) await options.mail.send(mail);
    const status = mail ? 'SENT' : 'SKIPPED';
    await notifications.end(taken, { status, error: null, at: clock.now() });
  } catch (error) {
    const reason = reasonOf(error);
    if (error instanceof MailRefused || taken.attempts >= mostAttempts) return bury(options, taken, reason);
    options.log.warn({ notification: taken._id, reason, attempts: taken.attempts }, 'a mail was not sent');
    const dueAt = new Date(clock.now().getTime() + retryDelayMs(taken.attempts, options.random()));
    await notifications.postpone(taken, { dueAt, error: reason });
  }
}

/** The trail hears of it first: a crash in between buries it again under the same event. */
async function bury(options: NotifierOptions, dead: NotificationRecord, reason: string): Promise<void> {
  const { actor, ...act } = systemAct;
  const at = options.clock.now();
  options.log.error({ notification: dead._id, reason }, 'a mail is given up');
  await options.record([
    {
      id: `${dead._id}:dead`,
      at: at.toISOString(),
      actor,
      ...act,
      action: 'notification.dead',
      target:
        dead.bookingId === null
          ? { kind: 'invitation', id: dead.invitationId ?? '' }
          : { kind: 'booking', id: dead.bookingId },
      showtimeId: null,
      before: null,
      after: { event: dead._id, kind: dead.kind, attempts: dead.attempts },
      reason,
      result: 'FAILED',
    },
  ]);
  await options.notifications.end(dead, { status: 'DEAD', error: reason, at });
}

/** The mail as things are now; null where there is nobody to tell or nothing left to say. */
async function compose(options: NotifierOptions, taken: NotificationRecord): Promise<Mail | null> {
  if (taken.kind === 'INVITATION') return composeInvitation(options, taken);
  const booking = taken.bookingId && (await options.findBooking(taken.bookingId));
  if (!booking) return null;
  const to = booking.contact ?? (booking.customerId ? await options.findPerson(booking.customerId) : null);
  const isTickets = taken.kind === 'TICKETS';
  const tickets = isTickets && booking.status === 'BOOKED' ? options.signer.ticketsOf(booking) : [];
  if (!to || (isTickets && tickets.length === 0)) return null;
  const cinema = (await options.catalogue.findCinema()) ?? { name: '', timeZone: 'UTC' };
  const showtime = await options.catalogue.findShowtime(booking.showtimeId);
  const typeNames = new Map<string, string>(showtime?.ticketTypes.map(({ id, name }) => [id, name]));
  const name = to.name ?? null;
  const notification = { ...taken, kind: taken.kind };
  const text = writeMail({ notification, booking, cinema, typeNames, tickets, name });
  const codes = tickets.map(({ qr }) => qr);
  return { ...text, eventId: taken._id, to: { address: to.email, name: name ?? '' }, codes };
}

async function composeInvitation(
  options: NotifierOptions,
  { _id, invitationId }: NotificationRecord,
): Promise<Mail | null> {
  const invitation = invitationId === null ? null : await options.findInvitation(invitationId);
  if (!invitation) return null;
  const cinema = (await options.catalogue.findCinema()) ?? { name: '', timeZone: 'UTC' };
  const to = { address: invitation.email, name: '' };
  return { ...writeInvitation({ ...invitation, cinema }), eventId: _id, to, codes: [] };
}

/** A word for logs and trail: a mail server's sentence may contain the address. */
function reasonOf(error: unknown): string {
  const cause: unknown = error instanceof MailRefused ? error.cause : error;
  if (!(cause instanceof Error)) return 'unknown';
  const code: unknown =
    'responseCode' in cause ? cause.responseCode : 'code' in cause ? cause.code : cause.name;
  return typeof code === 'string' || typeof code === 'number' ? String(code) : cause.name;
}
