import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { HoldId, SeatId, ShowtimeId, TillId, UserId } from '../ids.ts';
import { unfit } from '../problems.ts';
import { HandOverCode } from '../rules/hand-over-code.ts';
import { Reason } from '../text.ts';
import { Instant } from '../time.ts';
import { ShowtimeParams } from './catalogue.ts';

/** No hold of anybody is larger than this; roles have lower limits of their own. */
export const maxSeatsPerRequest = 50;

/** At least one seat, none of them twice. */
export const DistinctSeats = z
  .array(SeatId)
  .min(1, 'names no seat')
  .max(maxSeatsPerRequest, `names more than ${maxSeatsPerRequest} seats`)
  .refine((seats) => new Set(seats).size === seats.length, 'names a seat twice')
  // For readers of /openapi.json, which can't see into the check.
  .meta({ uniqueItems: true });

export const Hold = z.object({
  id: HoldId,
  showtimeId: ShowtimeId,
  seats: z.array(SeatId),
  expiresAt: Instant,
  extendableUntil: Instant,
});
export type Hold = z.infer<typeof Hold>;

export const LockSeatsRequest = z.strictObject({ seats: DistinctSeats, holdId: HoldId.optional() });
export type LockSeatsRequest = z.infer<typeof LockSeatsRequest>;

export const ReleaseSeatsRequest = z.strictObject({ holdId: HoldId, seats: DistinctSeats.optional() });
export type ReleaseSeatsRequest = z.infer<typeof ReleaseSeatsRequest>;

const LockReply = z.object({ hold: Hold, epoch: z.string(), seq: z.int().min(0) });

export const lockSeats = endpoint({
  method: 'POST',
  path: '/api/showtimes/:id/seats/lock',
  summary: 'Holds seats, all or none; with the id of a live hold adds seats and renews it',
  access: 'seats.hold',
  params: ShowtimeParams,
  body: LockSeatsRequest,
  replies: { 201: LockReply, 200: LockReply },
  problems: [
    'showtime.not-found',
    'showtime.closed',
    'seats.unknown',
    'seats.taken',
    'holds.limit',
    'hold.not-found',
    'hold.expired',
  ],
});

const placeCount = z.union([z.boolean().transform(Number), z.int().min(0).max(10)]);

/** A party: how many, where, and how many of them need a wheelchair place or sit beside one. */
export const BestSeatsRequest = z
  .strictObject({
    count: z.int().min(1).max(maxSeatsPerRequest),
    category: z.string().min(1).max(40).optional(),
    accessible: placeCount.optional(),
    companions: placeCount.optional(),
    holdId: HoldId.optional(),
  })
  .refine(
    ({ count, accessible = 0, companions = 0 }) => accessible + companions <= count,
    unfit('is less than the accessible and companion places', 'count'),
  )
  .refine(
    ({ accessible = 0, companions = 0 }) => companions === 0 || accessible > 0,
    unfit('are sold beside a wheelchair place only', 'companions'),
  );
export type BestSeatsRequest = z.infer<typeof BestSeatsRequest>;

export const lockBestSeats = endpoint({
  method: 'POST',
  path: '/api/showtimes/:id/seats/best',
  summary: 'Finds the best seats for a party and holds them in one call',
  access: 'seats.hold',
  params: ShowtimeParams,
  body: BestSeatsRequest,
  replies: { 201: LockReply, 200: LockReply },
  problems: [
    'request.unfit',
    'showtime.not-found',
    'showtime.closed',
    'seats.taken',
    'holds.limit',
    'hold.not-found',
    'hold.expired',
  ],
});

export const listMyHolds = endpoint({
  method: 'GET',
  path: '/api/showtimes/:id/seats/lock',
  summary: "The caller's own live holds",
  access: 'seats.hold',
  params: ShowtimeParams,
  replies: { 200: z.object({ holds: z.array(Hold) }) },
  problems: ['showtime.not-found'],
});

export const releaseSeats = endpoint({
  method: 'DELETE',
  path: '/api/showtimes/:id/seats/lock',
  summary: 'Gives back all seats of a hold, or the named ones; what is left of the hold comes back',
  access: 'seats.hold',
  params: ShowtimeParams,
  body: ReleaseSeatsRequest,
  replies: { 200: z.object({ hold: Hold.nullable() }) },
  problems: ['showtime.not-found', 'hold.not-found'],
});

export const SeatLock = z.object({
  seat: SeatId,
  holdId: HoldId,
  owner: z.object({ userId: UserId, tillId: TillId.optional() }),
  channel: z.enum(['COUNTER', 'ONLINE']),
  expiresAt: Instant,
});
export type SeatLock = z.infer<typeof SeatLock>;

export const listSeatLocks = endpoint({
  method: 'GET',
  path: '/api/showtimes/:id/seats/locks',
  summary: 'Who holds what; reading it leaves an audit entry',
  access: 'holds.view-owners',
  params: ShowtimeParams,
  replies: { 200: z.object({ locks: z.array(SeatLock) }) },
  problems: ['showtime.not-found'],
});

export const ForceReleaseRequest = z.strictObject({
  holdId: HoldId,
  /** Goes into the audit trail. */
  reason: Reason,
});
export type ForceReleaseRequest = z.infer<typeof ForceReleaseRequest>;

export const forceReleaseHold = endpoint({
  method: 'DELETE',
  path: '/api/showtimes/:id/seats/locks',
  summary: "Ends anybody's live hold, for a reason that is audited; its owner hears that it expired",
  access: 'holds.force-release',
  params: ShowtimeParams,
  body: ForceReleaseRequest,
  replies: { 200: z.object({ released: z.array(SeatId) }) },
  problems: ['showtime.not-found', 'hold.not-found', 'hold.in-sale'],
});

export const OfferHoldRequest = z.strictObject({ holdId: HoldId });
export type OfferHoldRequest = z.infer<typeof OfferHoldRequest>;

export const offerHold = endpoint({
  method: 'POST',
  path: '/api/showtimes/:id/seats/lock/hand-over',
  summary: 'Makes a code with which somebody else takes the live hold over, once; a newer code replaces it',
  access: 'seats.hold',
  params: ShowtimeParams,
  body: OfferHoldRequest,
  replies: { 201: z.object({ code: HandOverCode, expiresAt: Instant }) },
  problems: ['showtime.not-found', 'hold.not-found', 'hold.expired', 'hold.in-sale'],
});

export const TakeOverRequest = z.strictObject({ code: HandOverCode });
export type TakeOverRequest = z.infer<typeof TakeOverRequest>;

export const takeOverHold = endpoint({
  method: 'POST',
  path: '/api/seats/take-over',
  summary: "Takes a live hold over with its code: from then on it is the caller's alone",
  access: 'seats.hold',
  body: TakeOverRequest,
  replies: { 200: LockReply },
  problems: ['hold.not-found', 'hold.in-sale', 'holds.limit', 'showtime.closed'],
});
