import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { BookingId, ConflictId, HoldId, LeaseId, ShowtimeId, TillId, UserId } from '../ids.ts';
import { Currency } from '../money.ts';
import { unfit } from '../problems.ts';
import { Reason } from '../text.ts';
import { Instant } from '../time.ts';
import { ConflictReason, OfflineSale } from './lease-sales.ts';

/**
 * What a manager does about a sale that could not be booked. RETAKE: books the same seats, where nobody else has them.
 * OTHER_SEATS: books those of the manager's hold instead, at what was paid. REFUND_CASH: gives the cash back. SETTLED: it
 * has been dealt with by hand, and nothing is booked.
 */
export const ConflictAction = z.enum(['RETAKE', 'OTHER_SEATS', 'REFUND_CASH', 'SETTLED']);
export type ConflictAction = z.infer<typeof ConflictAction>;

export const ConflictState = z.enum(['OPEN', 'RESOLVED']);
export type ConflictState = z.infer<typeof ConflictState>;

const Person = z.object({ userId: UserId, name: z.string() });

/** A sale of a till that could not be booked, until a manager has done something about it. */
export const LeaseConflict = z.object({
  id: ConflictId,
  leaseId: LeaseId,
  tillId: TillId,
  state: ConflictState,
  reason: ConflictReason,
  showtimeId: ShowtimeId,
  movieTitle: z.string(),
  auditoriumName: z.string(),
  startsAt: Instant,
  currency: Currency,
  sale: OfflineSale,
  /** Who sold it, by the till's journal; the name is empty where nobody is known by the id. */
  soldBy: Person,
  at: Instant,
  /** What can be done about it; none once it is resolved. */
  actions: z.array(ConflictAction),
  resolution: z
    .object({
      action: ConflictAction,
      reason: z.string(),
      by: Person,
      at: Instant,
      bookingId: BookingId.nullable(),
    })
    .nullable(),
});
export type LeaseConflict = z.infer<typeof LeaseConflict>;

export const listLeaseConflicts = endpoint({
  method: 'GET',
  path: '/api/leases/conflicts',
  summary:
    'Sales of tills that could not be booked, newest first: the caller’s till’s, or for managers everybody’s',
  access: 'lease.use',
  query: z.strictObject({ state: ConflictState.optional() }),
  replies: { 200: z.object({ conflicts: z.array(LeaseConflict) }) },
  problems: [],
});

export const ResolveRequest = z
  .strictObject({
    action: ConflictAction,
    reason: Reason,
    /** Of OTHER_SEATS only: the manager's hold on as many seats as were sold. */
    holdId: HoldId.optional(),
  })
  .refine(
    ({ action, holdId }) => (action === 'OTHER_SEATS') === (holdId !== undefined),
    unfit('is needed for other seats, and for nothing else', 'holdId'),
  );
export type ResolveRequest = z.infer<typeof ResolveRequest>;

export const resolveLeaseConflict = endpoint({
  method: 'POST',
  path: '/api/leases/conflicts/:id/resolve',
  summary: 'Does something about a sale that could not be booked, once',
  access: 'lease.manage',
  idempotent: true,
  params: z.strictObject({ id: ConflictId }),
  body: ResolveRequest,
  replies: { 200: z.object({ conflict: LeaseConflict }) },
  problems: [
    'lease.conflict-not-found',
    'lease.state',
    'request.unfit',
    'seats.taken',
    'seats.rule',
    'hold.not-found',
    'hold.expired',
    'version.conflict',
  ],
});
