import { z } from 'zod';

/** The environment variables about tills and PINs. */
export const tillVariables = {
  TILL_REQUIRED: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('Whether cash and cards at the counter are taken at enrolled tills only: true or false'),
  PIN_DAYS: z.coerce
    .number()
    .default(14)
    .pipe(z.int().min(1).max(90))
    .describe('How many days a PIN is good after the last sign-in with Google'),
};

export interface TillConfig {
  /** Whether the counter's tenders need a session that is bound to a till. */
  readonly isRequired: boolean;
  readonly pinMs: number;
}

/** The same in domain units. */
export function tillConfigOf(read: {
  readonly [Name in keyof typeof tillVariables]: z.infer<(typeof tillVariables)[Name]>;
}): TillConfig {
  return { isRequired: read.TILL_REQUIRED, pinMs: read.PIN_DAYS * 86_400_000 };
}
