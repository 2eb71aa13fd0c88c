import { z } from 'zod';

/** Why nobody is signed in although somebody wanted to be. */
export const SignInFailure = z.enum([
  'cancelled',
  'timed-out',
  'refused',
  'disabled',
  'other-account',
  'provider-away',
  'misconfigured',
  'unreachable',
  'session-ended',
  /** The server takes this device for no till (any more). */
  'till-refused',
  'unexpected',
]);
export type SignInFailure = z.infer<typeof SignInFailure>;

/** The browser has the word; `address` opens the same page by hand. */
const InBrowser = { address: z.url(), browserOpened: z.boolean() };

/** A sign-in with Google that is to take the place of the session that stands. */
export const SessionChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('waiting'), ...InBrowser }),
  /** It came to nothing; the session of before goes on. */
  z.object({ kind: z.literal('failed'), failure: SignInFailure }),
]);
export type SessionChange = z.infer<typeof SessionChange>;

/** Whether something kept survives a restart: in the system's key store, or in memory only. */
export const Keeps = z.enum(['key-store', 'memory']);
export type Keeps = z.infer<typeof Keeps>;

export const SessionState = z.discriminatedUnion('kind', [
  /** A kept session is being renewed. */
  z.object({ kind: z.literal('restoring') }),
  z.object({ kind: z.literal('signed-out'), failure: SignInFailure.nullable() }),
  z.object({ kind: z.literal('signing-in'), ...InBrowser }),
  z.object({
    kind: z.literal('signed-in'),
    keeps: Keeps,
    /** Whose session it is; null while the server could not be asked yet. */
    person: z.string().nullable(),
    /** Counts the sessions of this run: another number is another session, perhaps of the same person. */
    session: z.int(),
    /** When the session is over, to the minute; null while the server could not be asked yet. */
    endsAt: z.iso.datetime().nullable(),
    /** Nobody goes on before somebody has shown who they are. */
    locked: z.boolean(),
    /** Locked, because it is over: what is on screen waits for the next session of the same person. */
    isOver: z.boolean(),
    change: SessionChange,
  }),
]);
export type SessionState = z.infer<typeof SessionState>;
export type SignedIn = Extract<SessionState, { kind: 'signed-in' }>;

/** A short-lived bearer token and whose it is, or none: signed out, or the server can't be reached to renew it. */
export const AccessTokenAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('token'),
    token: z.string(),
    expiresAt: z.iso.datetime(),
    person: z.string().nullable(),
  }),
  z.object({ kind: z.literal('none'), reason: z.enum(['signed-out', 'unreachable']) }),
]);
export type AccessTokenAnswer = z.infer<typeof AccessTokenAnswer>;
