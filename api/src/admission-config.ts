import { z } from 'zod';

/** The environment variables about letting guests in. */
export const admissionVariables = {
  DOORS_OPEN_MINUTES: z.coerce
    .number()
    .default(60)
    .pipe(z.int().min(0).max(1_440))
    .describe('How many minutes before a show its tickets let guests in; managers may let them in earlier'),
};

export interface AdmissionConfig {
  readonly opensBeforeMs: number;
}

/** The same in domain units. */
export function admissionConfigOf(read: {
  readonly [Name in keyof typeof admissionVariables]: z.infer<(typeof admissionVariables)[Name]>;
}): AdmissionConfig {
  return { opensBeforeMs: read.DOORS_OPEN_MINUTES * 60_000 };
}
