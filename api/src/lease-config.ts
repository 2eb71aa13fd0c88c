import { z } from 'zod';

/** The environment variables about seats that tills sell without the server. */
export const leaseVariables = {
  LEASE_SEATS: z.coerce
    .number()
    .default(8)
    .pipe(z.int().min(0).max(20))
    .describe('How many seats of a showtime a till may sell without the server; 0 for none'),
  LEASE_HALL_PERCENT: z.coerce
    .number()
    .default(20)
    .pipe(z.int().min(1).max(100))
    .describe('Share of a hall that all tills together may sell without the server'),
};

export interface LeaseConfig {
  readonly seats: number;
  /** From 0 to 1. */
  readonly hallShare: number;
}

/** The same in domain units. */
export function leaseConfigOf(read: {
  readonly [Name in keyof typeof leaseVariables]: z.infer<(typeof leaseVariables)[Name]>;
}): LeaseConfig {
  return { seats: read.LEASE_SEATS, hallShare: read.LEASE_HALL_PERCENT / 100 };
}
