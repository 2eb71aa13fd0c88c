import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { TillId, UserId } from '../ids.ts';
import { EnrolCode } from '../rules/enrol-code.ts';
import { Reason, saidInOneLine } from '../text.ts';
import { Instant } from '../time.ts';

/** `WAITING` for a device, `ENROLLED` on one, `REVOKED` for ever. */
export const TillStatus = z.enum(['WAITING', 'ENROLLED', 'REVOKED']);
export type TillStatus = z.infer<typeof TillStatus>;

/** A till as everybody may know it. */
export const TillName = z.object({ id: TillId, name: z.string() });
export type TillName = z.infer<typeof TillName>;

/** A counter's device, as managers see it. */
export const Till = TillName.extend({
  status: TillStatus,
  createdAt: Instant,
  /** When its device of now was enrolled. */
  enrolledAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  /** To the minute: when it asked for tokens or people last. */
  lastSeenAt: Instant.nullable(),
});
export type Till = z.infer<typeof Till>;

/** The header in which an enrolled till sends its key. */
export const tillHeader = 'Foyer-Till';

const TillParams = z.strictObject({ id: TillId });

/** Shown once; whoever types it at a device within this time makes that device the till. */
const Code = z.object({ code: EnrolCode, codeExpiresAt: Instant });

export const listTills = endpoint({
  method: 'GET',
  path: '/api/admin/tills',
  summary: 'All tills by name, the revoked ones last',
  access: 'tills.manage',
  needsGoogle: true,
  replies: { 200: z.object({ tills: z.array(Till) }) },
  problems: [],
});

export const addTill = endpoint({
  method: 'POST',
  path: '/api/admin/tills',
  summary: 'Makes a till that waits for its device, with the one-time code that enrols one',
  access: 'tills.manage',
  needsGoogle: true,
  body: z.strictObject({ name: saidInOneLine(60) }),
  replies: { 201: Code.extend({ till: Till }) },
  problems: [],
});

export const issueTillCode = endpoint({
  method: 'POST',
  path: '/api/admin/tills/:id/code',
  summary: 'Makes a new code, which enrols another device in the place of the one before',
  access: 'tills.manage',
  needsGoogle: true,
  params: TillParams,
  replies: { 200: Code },
  problems: ['till.not-found', 'till.state'],
});

export const revokeTill = endpoint({
  method: 'POST',
  path: '/api/admin/tills/:id/revoke',
  summary: 'Ends a till and all sessions at it, for a reason that is audited',
  access: 'tills.manage',
  needsGoogle: true,
  params: TillParams,
  body: z.strictObject({ reason: Reason }),
  replies: { 200: z.object({ till: Till }) },
  problems: ['till.not-found'],
});

export const enrolTill = endpoint({
  method: 'POST',
  path: '/api/tills/enrol',
  summary: 'Makes the calling device a till; its key is told here and never again',
  access: 'public',
  body: z.strictObject({ code: EnrolCode }),
  replies: { 201: z.object({ till: TillName, tillKey: z.string() }) },
  problems: ['till.refused'],
});

export const getOwnTill = endpoint({
  method: 'GET',
  path: '/api/tills/me',
  summary: 'The till whose key is sent',
  access: 'public',
  tillKey: 'required',
  replies: { 200: z.object({ till: TillName }) },
  problems: ['till.refused'],
});

/** Somebody who may take over this till by PIN. */
export const TillPerson = z.object({
  id: UserId,
  name: z.string(),
  lockedUntil: Instant.nullable(),
  /** Whether their PIN decides what somebody else asks for here. */
  mayDecide: z.boolean(),
});
export type TillPerson = z.infer<typeof TillPerson>;

export const listTillPeople = endpoint({
  method: 'GET',
  path: '/api/tills/me/people',
  summary: 'Staff with a PIN who have signed in at this till with Google before, by name',
  access: 'public',
  tillKey: 'required',
  replies: { 200: z.object({ people: z.array(TillPerson) }) },
  problems: ['till.refused'],
});
