import { z } from 'zod';
import { AuditEntry } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { BookingId, InvitationId, SeatId, TillId, UserId } from '../ids.ts';
import { Role } from '../roles.ts';
import { Reason } from '../text.ts';
import { Instant } from '../time.ts';
import { Booking, Contact } from './bookings.ts';
import { SessionView } from './sessions.ts';

const Account = z.object({
  id: UserId,
  name: z.string(),
  email: z.string(),
  /** The account's own id at Google. */
  googleSub: z.string(),
  role: Role,
  createdAt: Instant,
  lastSignInAt: Instant,
  disabledAt: Instant.nullable(),
});

/** Bookings of the person's account, and those that name the person's address. */
const KeptBooking = Booking.omit({ tickets: true }).extend({
  movieTitle: z.string(),
  startsAt: Instant,
  ownAccount: z.boolean(),
  /** When their guests came in. */
  admissions: z.array(z.object({ seat: SeatId, at: Instant, undoneAt: Instant.nullable() })),
  contact: Contact.nullable(),
});

/** Those to the person's address, and those the person gave, without the address of whom they gave it to. */
const KeptInvitation = z.object({
  id: InvitationId,
  relation: z.enum(['RECEIVED', 'GIVEN']),
  role: Role,
  email: z.string().nullable(),
  invitedAt: Instant,
  expiresAt: Instant,
});

const KeptMail = z.object({
  kind: z.string(),
  bookingId: BookingId.nullable(),
  invitationId: z.string().nullable(),
  status: z.string(),
  createdAt: Instant,
  endedAt: Instant.nullable(),
});

/** Everything that is kept about one person. */
export const PersonExport = z.object({
  exportedAt: Instant,
  account: Account,
  /** Null for a person without a PIN. */
  pin: z.object({ expiresAt: Instant }).nullable(),
  sessions: z.array(
    SessionView.omit({ current: true, till: true }).extend({
      tillId: TillId.nullable(),
      endedAt: Instant.nullable(),
    }),
  ),
  invitations: z.array(KeptInvitation),
  bookings: z.array(KeptBooking),
  mails: z.array(KeptMail),
  /** What they did and what was done about them, newest first. */
  audit: z.array(AuditEntry),
  /** Lists that were cut to their newest entries; none for nearly everybody. */
  cut: z.array(z.enum(['bookings', 'audit'])),
});
export type PersonExport = z.infer<typeof PersonExport>;

const PersonParams = z.strictObject({ id: UserId });

export const exportPerson = endpoint({
  method: 'GET',
  path: '/api/admin/people/:id/export',
  summary: 'Everything that is kept about a person; audited',
  access: 'people.privacy',
  needsGoogle: true,
  params: PersonParams,
  replies: { 200: PersonExport },
  problems: ['person.not-found'],
});

export const exportMe = endpoint({
  method: 'GET',
  path: '/api/me/export',
  summary: 'Everything that is kept about the caller; audited',
  access: 'signed-in',
  needsGoogle: true,
  replies: { 200: PersonExport },
  problems: [],
});

export const erasePerson = endpoint({
  method: 'POST',
  path: '/api/admin/people/:id/erase',
  summary: 'Takes a person out of everything that is kept, for good; money and audit keep the bare id',
  access: 'people.privacy',
  needsGoogle: true,
  params: PersonParams,
  body: z.strictObject({
    /** Audited, and so without the person's name or address. */
    reason: Reason,
    /** Also a person with open bookings or tickets for shows to come, which nobody can be told of any more. */
    force: z.boolean().optional(),
  }),
  replies: {
    /** The same answer, however often it is asked for. */
    200: z.object({ id: UserId, erasedAt: Instant }),
  },
  problems: ['request.unfit', 'people.rule', 'person.not-found', 'person.has-bookings'],
});
