import { z } from 'zod';
import { seconds } from './hold-config.ts';

const count = (fallback: number): z.ZodType<number> =>
  z.coerce.number().default(fallback).pipe(z.int().min(0).max(10_000_000));

/** The environment variables about who comes in, how often and how slowly. */
export const doorVariables = {
  TRUSTED_PROXY_HOPS: z.coerce
    .number()
    .default(0)
    .pipe(z.int().min(0).max(10))
    .describe('Proxies of yours in front of the server, whose X-Forwarded-For is believed; 0 believes none'),
  REQUEST_TIMEOUT_SECONDS: seconds(15).describe('How long a client may take to send a whole request'),
  HEADERS_TIMEOUT_SECONDS: seconds(10).describe('How long a client may take to send the headers of one'),
  RATE_LIMIT_SIGN_IN: count(300).describe(
    'Most requests about sign-in and tokens from one address in a minute; 0 sets no limit',
  ),
  RATE_LIMIT_ADDRESS: count(20_000).describe(
    'Most requests of any kind from one address in ten seconds; 0 sets no limit',
  ),
  RATE_LIMIT_CUSTOMER: count(2_000).describe(
    'Most writes of one online customer in ten seconds; 0 sets no limit',
  ),
  RATE_LIMIT_STAFF: count(10_000).describe(
    'Most writes of one member of staff in ten seconds; 0 sets no limit',
  ),
  RATE_LIMIT_TILL: count(10_000).describe('Most writes of one till in ten seconds; 0 sets no limit'),
  RATE_LIMIT_CONNECTS: count(600).describe(
    'Most live connections that one address opens in a minute; 0 sets no limit',
  ),
  REFUSALS_PER_SECOND: count(200).describe(
    'Bad tokens and too many requests that a node refuses a second; more of them wait; 0 lets nobody wait',
  ),
};

export interface DoorConfig {
  readonly trustedProxyHops: number;
  readonly requestTimeoutMs: number;
  readonly headersTimeoutMs: number;
  /** Per minute for sign-in and connects, per ten seconds for the rest; 0 sets no limit. */
  readonly rateLimits: Readonly<
    Record<'signIn' | 'address' | 'customer' | 'staff' | 'till' | 'connects', number>
  >;
  /** 0 lets nobody wait. */
  readonly refusalsPerSecond: number;
}

export function doorConfigOf(read: {
  readonly [Name in keyof typeof doorVariables]: z.infer<(typeof doorVariables)[Name]>;
}): DoorConfig {
  return {
    trustedProxyHops: read.TRUSTED_PROXY_HOPS,
    requestTimeoutMs: read.REQUEST_TIMEOUT_SECONDS,
    // Whole requests are given no less time than their first part.
    headersTimeoutMs: Math.min(read.HEADERS_TIMEOUT_SECONDS, read.REQUEST_TIMEOUT_SECONDS),
    rateLimits: {
      signIn: read.RATE_LIMIT_SIGN_IN,
      address: read.RATE_LIMIT_ADDRESS,
      customer: read.RATE_LIMIT_CUSTOMER,
      staff: read.RATE_LIMIT_STAFF,
      till: read.RATE_LIMIT_TILL,
      connects: read.RATE_LIMIT_CONNECTS,
    },
    refusalsPerSecond: read.REFUSALS_PER_SECOND,
  };
}
