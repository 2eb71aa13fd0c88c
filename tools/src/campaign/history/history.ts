/**
 * What a campaign writes down: one JSON object a line. The order of lines is the order in which the one process that
 * drives everything saw things happen, so "before" in the file was before in time. `at` is in milliseconds of a clock
 * that never goes back, from the head's `startedAtMs` of the wall clock.
 */
import { z } from 'zod';

export const Head = z.object({
  kind: z.literal('head'),
  format: z.literal(1),
  seed: z.int(),
  operations: z.int().min(1),
  startedAtMs: z.number(),
  /** How far the clocks of the system under test may be apart; deadlines are believed this much less. */
  clockSkewMs: z.number().min(0),
  options: z.record(z.string(), z.unknown()).default({}),
});
export type Head = z.infer<typeof Head>;

export const Deed = z.enum([
  'hold',
  'best',
  'release',
  'confirm',
  'create',
  'pay',
  'cancel',
  'refund',
  'exchange',
  'accept',
  'decline',
  'read-map',
  'read-holds',
  'read-booking',
  'read-bookings',
]);
export type Deed = z.infer<typeof Deed>;

const Payment = z.object({ tender: z.string(), amountMinor: z.int(), token: z.string().optional() });

/** What was asked. `seats` of a release, refund or exchange are the ones given back; all when left out. */
export const Call = z.object({
  does: Deed,
  showtime: z.string().optional(),
  seats: z.array(z.string()).readonly().optional(),
  count: z.int().optional(),
  hold: z.string().optional(),
  booking: z.string().optional(),
  key: z.string().optional(),
  payments: z.array(Payment).readonly().optional(),
  /** The operation whose request this sends again. */
  again: z.int().optional(),
  /** Sent again with the key of an accepted request and another payload: has to be refused. */
  altered: z.literal(true).optional(),
});
export type Call = z.infer<typeof Call>;

export const SeenBooking = z.object({
  id: z.string(),
  status: z.string(),
  version: z.int(),
  showtime: z.string(),
  seats: z.array(z.string()),
  totalMinor: z.int(),
  expiresAt: z.string().nullable(),
});
export type SeenBooking = z.infer<typeof SeenBooking>;

const SeenHold = z.object({
  id: z.string(),
  showtime: z.string(),
  seats: z.array(z.string()),
  expiresAt: z.string(),
});

export const Invoke = z.object({
  kind: z.literal('invoke'),
  op: z.int(),
  actor: z.string(),
  node: z.int(),
  at: z.number(),
  call: Call,
});
export type Invoke = z.infer<typeof Invoke>;

/** ok: it happened. fail: it did not, for certain. unknown: nobody can tell. */
export const Outcome = z.object({
  kind: z.enum(['ok', 'fail', 'unknown']),
  op: z.int(),
  at: z.number(),
  /** 0 where no reply came. */
  status: z.int(),
  /** The refusal's code, or what kept the reply away. */
  code: z.string().optional(),
  booking: SeenBooking.optional(),
  hold: SeenHold.optional(),
});
export type Outcome = z.infer<typeof Outcome>;

export const Strike = z.object({
  kind: z.literal('fault'),
  fault: z.string(),
  at: z.number(),
  phase: z.enum(['strikes', 'over']),
  /** Whether holds may be lost by it. */
  losesHolds: z.boolean(),
});
export type Strike = z.infer<typeof Strike>;

/** A booking as the database has it when everything is at rest. */
export const Final = z.object({
  kind: z.literal('final'),
  booking: z.string(),
  status: z.string(),
  version: z.int(),
  claims: z.boolean(),
  showtime: z.string(),
  seats: z.array(z.string()),
  /** Every hold it ever took seats from. */
  holds: z.array(z.string()),
});
export type Final = z.infer<typeof Final>;

/** What the end checks say: a broken invariant of the database, the ledgers or the live maps. */
export const Finding = z.object({
  kind: z.literal('finding'),
  invariant: z.string(),
  message: z.string(),
  showtime: z.string().optional(),
  seats: z.array(z.string()).readonly().optional(),
  bookings: z.array(z.string()).readonly().optional(),
});
export type Finding = z.infer<typeof Finding>;

/** Everything was at rest and is written down. */
export const End = z.object({ kind: z.literal('end'), at: z.number() });

export const Line = z.discriminatedUnion('kind', [Head, Invoke, Outcome, Strike, Final, Finding, End]);
export type Line = z.infer<typeof Line>;
