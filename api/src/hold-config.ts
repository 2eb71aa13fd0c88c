import { z } from 'zod';

/** Seconds of at most a day, as milliseconds. */
export const seconds = (fallback: number): z.ZodType<number> =>
  z.coerce
    .number()
    .default(fallback)
    .pipe(z.int().min(1).max(86_400))
    .transform((value) => value * 1000);
const atMost = (most: number, fallback: number): z.ZodType<number> =>
  z.coerce.number().default(fallback).pipe(z.int().min(1).max(most));

/** The environment variables about holds. */
export const holdVariables = {
  HOLD_TTL_SECONDS: seconds(300).describe('How long a hold lives without extension'),
  HOLD_CAP_SECONDS: seconds(900).describe('How long a hold lives at most'),
  HOLD_SEATS_CUSTOMER: atMost(50, 10).describe('Most seats in one hold of an online customer'),
  HOLD_SEATS_STAFF: atMost(50, 50).describe('Most seats in one hold at the counter'),
  HOLD_OWNER_SEATS_CUSTOMER: atMost(100_000, 20).describe(
    'Most seats that one online customer holds at a time in a showtime',
  ),
  HOLD_OWNER_SEATS_STAFF: atMost(100_000, 200).describe(
    'Most seats that one member of staff holds at a time in a showtime',
  ),
  HOLD_ONLINE_SHARE_PERCENT: atMost(100, 80).describe(
    'Share of a hall that all online customers together hold at a time',
  ),
};

export interface HoldConfig {
  readonly ttlMs: number;
  readonly capMs: number;
  readonly maxSeats: { readonly customer: number; readonly staff: number };
  /** Over all live holds of one owner in one showtime. */
  readonly maxOwnerSeats: { readonly customer: number; readonly staff: number };
  /** Of a hall, from 0 to 1: what all online customers together hold at a time. */
  readonly onlineShare: number;
}

/** The same in domain units. */
export function holdConfigOf(read: {
  readonly [Name in keyof typeof holdVariables]: z.infer<(typeof holdVariables)[Name]>;
}): HoldConfig {
  return {
    ttlMs: read.HOLD_TTL_SECONDS,
    capMs: read.HOLD_CAP_SECONDS,
    maxSeats: { customer: read.HOLD_SEATS_CUSTOMER, staff: read.HOLD_SEATS_STAFF },
    maxOwnerSeats: { customer: read.HOLD_OWNER_SEATS_CUSTOMER, staff: read.HOLD_OWNER_SEATS_STAFF },
    onlineShare: read.HOLD_ONLINE_SHARE_PERCENT / 100,
  };
}
