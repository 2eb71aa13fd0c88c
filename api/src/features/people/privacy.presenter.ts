import type { PersonExport } from '@foyer/shared/http/privacy';
import type { BookingId, UserId } from '@foyer/shared/ids';
import type { InvitationRecord } from './people.ts';

/** What is kept about one mail, as far as it concerns whom it went to. */
interface MailRecord {
  readonly kind: string;
  readonly bookingId: BookingId | null;
  readonly invitationId: string | null;
  readonly status: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

/** Whom the person invited is somebody else's matter. */
export function exportedInvitation(
  { id, role, email, invitedBy, invitedAt, expiresAt }: InvitationRecord,
  personId: UserId,
): PersonExport['invitations'][number] {
  const isGiven = invitedBy === personId;
  return {
    id,
    relation: isGiven ? 'GIVEN' : 'RECEIVED',
    role,
    email: isGiven ? null : email,
    invitedAt: invitedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

export function exportedMail(mail: MailRecord): PersonExport['mails'][number] {
  const { kind, bookingId, invitationId, status, createdAt, endedAt } = mail;
  const times = { createdAt: createdAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
  return { kind, bookingId, invitationId, status, ...times };
}
