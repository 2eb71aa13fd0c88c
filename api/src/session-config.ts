import { z } from 'zod';

const wholeUpTo = (most: number, fallback: number): z.ZodType<number> =>
  z.coerce.number().default(fallback).pipe(z.int().min(1).max(most));

/** The environment variables about sessions. */
export const sessionVariables = {
  SESSION_IDLE_MINUTES: wholeUpTo(43_200, 120).describe(
    'A client that is switched off for longer has to sign in again, in minutes',
  ),
  SESSION_HOURS: wholeUpTo(720, 12).describe('Longest shift: past it everybody signs in again, in hours'),
};

/** How long a session lives. */
export interface SessionConfig {
  /** Without a refresh. */
  readonly idleMs: number;
  /** However often it is refreshed. */
  readonly shiftMs: number;
}

/** The same in domain units. */
export function sessionConfigOf(read: {
  readonly [Name in keyof typeof sessionVariables]: z.infer<(typeof sessionVariables)[Name]>;
}): SessionConfig {
  return { idleMs: read.SESSION_IDLE_MINUTES * 60_000, shiftMs: read.SESSION_HOURS * 3_600_000 };
}
