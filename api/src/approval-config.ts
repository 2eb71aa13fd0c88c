import { z } from 'zod';
import { seconds } from './hold-config.ts';

/** The environment variables about what needs a second pair of eyes. */
export const approvalVariables = {
  APPROVAL_SECONDS: seconds(120).describe(
    'How long a request for an approval waits for a manager, and a granted one for its action',
  ),
  REFUND_LIMIT: z.coerce
    .number()
    .default(10_000)
    .pipe(z.int().min(0).max(100_000_000))
    .describe('Most that cashiers give back of one booking without a manager, in minor units'),
};

export interface ApprovalConfig {
  readonly lifeMs: number;
  readonly refundLimitMinor: number;
}

/** The same in domain units. */
export function approvalConfigOf(read: {
  readonly [Name in keyof typeof approvalVariables]: z.infer<(typeof approvalVariables)[Name]>;
}): ApprovalConfig {
  return { lifeMs: read.APPROVAL_SECONDS, refundLimitMinor: read.REFUND_LIMIT };
}
