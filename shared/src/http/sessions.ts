import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { SessionId } from '../ids.ts';
import { Instant } from '../time.ts';
import { SignedInBy } from './sign-in.ts';
import { TillName } from './tills.ts';

/** A signed-in client of the caller. */
export const SessionView = z.object({
  id: SessionId,
  createdAt: Instant,
  /** When it was refreshed last; a client does so every few minutes. */
  lastUsedAt: Instant,
  /** When it ends unless it is refreshed before. */
  expiresAt: Instant,
  client: z.object({
    kind: z.enum(['DESKTOP', 'WEB']),
    /** What the client called itself when it signed in (User-Agent), cut short. */
    name: z.string().max(120).nullable(),
  }),
  signedInBy: SignedInBy,
  /** Null for a client that is no till. */
  till: TillName.nullable(),
  /** Whether this very call was made with it. */
  current: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

export const listMySessions = endpoint({
  method: 'GET',
  path: '/api/me/sessions',
  summary: 'Where the caller is signed in now, the latest used first',
  access: 'signed-in',
  replies: { 200: z.object({ sessions: z.array(SessionView) }) },
  problems: [],
});

export const endMySession = endpoint({
  method: 'DELETE',
  path: '/api/me/sessions/:id',
  summary: 'Signs one of the caller’s clients out',
  access: 'signed-in',
  params: z.object({ id: SessionId }),
  replies: { 204: null },
  problems: ['session.not-found'],
});
