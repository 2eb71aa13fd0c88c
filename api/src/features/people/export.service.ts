import type { AuditEntry } from '@foyer/shared/audit';
import type { PersonExport } from '@foyer/shared/http/privacy';
import type { UserId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { Trail } from '../identity/trail.ts';
import type { Subject } from './erasure.ts';
import { normalEmail } from './people.policy.ts';
import type { By } from './people.service.ts';

type Part<Name extends keyof PersonExport> = PersonExport[Name];

/** Where each part of an export comes from. */
export interface ExportNeeds {
  readonly account: (id: UserId) => Promise<Part<'account'> | null>;
  readonly pin: (id: UserId) => Promise<Part<'pin'>>;
  readonly sessions: (id: UserId) => Promise<Part<'sessions'>>;
  readonly invitations: (subject: Subject) => Promise<Part<'invitations'>>;
  /** Newest first. */
  readonly bookings: (subject: Subject, limit: number) => Promise<Part<'bookings'>>;
  /** About these bookings and invitations. */
  readonly mails: (bookings: readonly string[], invitations: readonly string[]) => Promise<Part<'mails'>>;
  readonly audit: (id: UserId, limit: number) => Promise<readonly AuditEntry[]>;
  readonly trail: Trail;
  readonly clock: Clock;
}

export type ExportService = ReturnType<typeof createExportService>;

/** More than a customer ever has; only the years of a cashier's sales in the audit reach it. */
const most = 5_000;

/** Everything that is kept about somebody, in one answer. */
export function createExportService(needs: ExportNeeds) {
  async function exportPerson(by: By, id: UserId): Promise<PersonExport> {
    const isOwn = by.actor.userId === id;
    const account = await needs.account(id);
    if (!account && isOwn) throw new AppError('auth.refused', { reason: 'user-unknown' });
    if (!account) throw new AppError('person.not-found', {});
    const subject = { id, email: normalEmail(account.email) };
    const invitations = await needs.invitations(subject);
    const bookings = await needs.bookings(subject, most + 1);
    const received = invitations.filter(({ relation }) => relation === 'RECEIVED');
    const mails = await needs.mails(
      bookings.map((booking) => booking.id),
      received.map((invitation) => invitation.id),
    );
    const audit = await needs.audit(id, most + 1);
    const [pin, sessions] = [await needs.pin(id), await needs.sessions(id)];
    const actor = { id: by.actor.userId, role: by.actor.role };
    await needs.trail({ action: 'people.exported', actor, target: { kind: 'user', id } }, by.origin);
    const cut = [
      ...(bookings.length > most ? (['bookings'] as const) : []),
      ...(audit.length > most ? (['audit'] as const) : []),
    ];
    const lists = { bookings: bookings.slice(0, most), mails, audit: audit.slice(0, most), cut };
    const exportedAt = needs.clock.now().toISOString();
    return { exportedAt, account, pin, sessions, invitations, ...lists };
  }

  return { exportPerson };
}
