import { z } from 'zod';

/** The environment variables about tills and PINs. */
export const tillVariables = {
  TILL_REQUIRED: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('Whether cash and cards at the counter are taken at enrolled tills only: true or false'),
  SHIFT_REQUIRED: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe(
      'Whether cash and cards at the counter are taken in open shifts only, and so at tills: true or false',
    ),
  PAY_OUT_LIMIT: z.coerce
    .number()
    .default(5_000)
    .pipe(z.int().min(0).max(100_000_000))
    .describe('Most that cashiers pay out of a drawer in one shift without a manager, in minor units'),
  PIN_DAYS: z.coerce
    .number()
    .default(14)
    .pipe(z.int().min(1).max(90))
    .describe('How many days a PIN is good after the last sign-in with Google'),
};

export interface TillConfig {
  /** Whether the counter's tenders need a session that is bound to a till. */
  readonly isRequired: boolean;
  /** Whether they need an open shift. */
  readonly isShiftRequired: boolean;
  readonly payOutLimitMinor: number;
  readonly pinMs: number;
}

/** The same in domain units. */
export function tillConfigOf(read: {
  readonly [Name in keyof typeof tillVariables]: z.infer<(typeof tillVariables)[Name]>;
}): TillConfig {
  return {
    isRequired: read.TILL_REQUIRED || read.SHIFT_REQUIRED,
    isShiftRequired: read.SHIFT_REQUIRED,
    payOutLimitMinor: read.PAY_OUT_LIMIT,
    pinMs: read.PIN_DAYS * 86_400_000,
  };
}
