import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { InvitationId, UserId } from '../ids.ts';
import { Role } from '../roles.ts';
import { EmailAddress, line, Reason } from '../text.ts';
import { Instant } from '../time.ts';
import { pageLimit } from './paging.ts';

/** Somebody who has signed in at least once. */
export const Person = z.object({
  id: UserId,
  name: z.string(),
  email: z.string(),
  role: Role,
  /** Since when the person may not sign in any more; null for everybody else. */
  disabledAt: Instant.nullable(),
  lastSignInAt: Instant,
  /** Whether the caller may change this person's role and account. */
  changeable: z.boolean(),
});
export type Person = z.infer<typeof Person>;

/** A role that waits for its address to sign in. */
export const Invitation = z.object({
  id: InvitationId,
  email: z.string(),
  role: Role,
  /** Null for a person who is not known any more. */
  invitedBy: z.string().nullable(),
  invitedAt: Instant,
  expiresAt: Instant,
  /** Whether the caller may withdraw it. */
  changeable: z.boolean(),
});
export type Invitation = z.infer<typeof Invitation>;

/** A role to look for, or everybody who works for the cinema. */
export const RoleFilter = z.enum([...Role.options, 'STAFF']);
export type RoleFilter = z.infer<typeof RoleFilter>;

/** The sort key in base64url and the id of the last one told. */
const Cursor = z
  .string()
  .max(400)
  .regex(/^[A-Za-z0-9_-]*\.[A-Za-z0-9_.~-]{1,64}$/, 'is not a cursor');
const PageLimit = pageLimit(100);
const PersonParams = z.strictObject({ id: UserId });

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/admin/people',
  summary: 'People by name, with the roles that the caller may give',
  access: 'people.view',
  needsGoogle: true,
  query: z.strictObject({
    role: RoleFilter.optional(),
    /** Beginnings of names or of the e-mail address, in any order. */
    search: line(80).optional(),
    cursor: Cursor.optional(),
    limit: PageLimit,
  }),
  replies: {
    200: z.object({
      people: z.array(Person),
      grants: z.array(Role),
      nextCursor: z.string().nullable(),
    }),
  },
  problems: [],
});

export const listInvitations = endpoint({
  method: 'GET',
  path: '/api/admin/people/invitations',
  summary: 'Invitations that wait for a sign-in, by address',
  access: 'people.view',
  needsGoogle: true,
  query: z.strictObject({ cursor: Cursor.optional(), limit: PageLimit }),
  replies: { 200: z.object({ invitations: z.array(Invitation), nextCursor: z.string().nullable() }) },
  problems: [],
});

export const invitePerson = endpoint({
  method: 'POST',
  path: '/api/admin/people/invitations',
  summary: 'Keeps a role for an address until its owner signs in; asked twice, it is one invitation',
  access: 'people.invite',
  needsGoogle: true,
  body: z.strictObject({ email: EmailAddress, role: Role }),
  replies: {
    /** `mailed` says whether the house sends mail at all. */
    200: z.object({ invitation: Invitation, mailed: z.boolean() }),
  },
  problems: ['people.rule', 'invitation.needless'],
});

export const withdrawInvitation = endpoint({
  method: 'DELETE',
  path: '/api/admin/people/invitations/:id',
  summary: 'Ends an invitation before anybody has used it',
  access: 'people.invite',
  needsGoogle: true,
  params: z.strictObject({ id: InvitationId }),
  replies: { 204: null },
  problems: ['people.rule', 'invitation.not-found'],
});

const personReply = { 200: z.object({ person: Person }) };

export const changeRole = endpoint({
  method: 'POST',
  path: '/api/admin/people/:id/role',
  summary: 'Gives a person another role; nobody reaches above their own, and the last ADMIN stays',
  access: 'people.manage',
  needsGoogle: true,
  params: PersonParams,
  body: z.strictObject({ role: Role, reason: Reason.optional() }),
  replies: personReply,
  problems: ['people.rule', 'person.not-found'],
});

export const disablePerson = endpoint({
  method: 'POST',
  path: '/api/admin/people/:id/disable',
  summary: 'Keeps a person out, for a reason that is audited',
  access: 'people.manage',
  needsGoogle: true,
  params: PersonParams,
  body: z.strictObject({ reason: Reason }),
  replies: personReply,
  problems: ['people.rule', 'person.not-found'],
});

export const enablePerson = endpoint({
  method: 'POST',
  path: '/api/admin/people/:id/enable',
  summary: 'Lets a disabled person in again, who then signs in anew',
  access: 'people.manage',
  needsGoogle: true,
  params: PersonParams,
  replies: personReply,
  problems: ['people.rule', 'person.not-found'],
});
