import { z } from 'zod';
import { ApprovalKind, ApprovalStatus } from '../approval-kinds.ts';
import { endpoint } from '../endpoint.ts';
import { ApprovalId, BookingId, SeatId, ShowtimeId, TillId, UserId } from '../ids.ts';
import { AmountMinor, Currency } from '../money.ts';
import { saidInOneLine } from '../text.ts';
import { Instant } from '../time.ts';
import { Pin } from '../rules/pin.ts';
import { DistinctSeats } from './holds.ts';

const Reason = saidInOneLine(200);

const Money = { amountMinor: AmountMinor, currency: Currency };

/**
 * What exactly is asked for; the action has to be the same. REFUND and VOID: the money that goes back, and for REFUND
 * the seats. COMP and PRICE: the seats and what they cost together then. PAY_OUT: the cash that leaves the drawer.
 */
export const ApprovalRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('REFUND'),
    subject: z.strictObject({ bookingId: BookingId, seats: DistinctSeats, ...Money }),
    reason: Reason,
  }),
  z.strictObject({
    kind: z.literal('VOID'),
    subject: z.strictObject({ bookingId: BookingId, ...Money }),
    reason: Reason,
  }),
  z.strictObject({
    kind: z.enum(['COMP', 'PRICE']),
    subject: z.strictObject({ showtimeId: ShowtimeId, seats: DistinctSeats, ...Money }),
    reason: Reason,
  }),
  z.strictObject({
    kind: z.literal('ORPHAN'),
    subject: z.strictObject({ showtimeId: ShowtimeId, seats: DistinctSeats }),
    reason: Reason,
  }),
  z.strictObject({ kind: z.literal('NO_SALE'), subject: z.strictObject({}), reason: Reason }),
  z.strictObject({ kind: z.literal('PAY_OUT'), subject: z.strictObject(Money), reason: Reason }),
]);
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;

/** The parts of a subject; which of them there are follows from the kind. */
export const ApprovalSubject = z.object({
  bookingId: BookingId.optional(),
  showtimeId: ShowtimeId.optional(),
  /** Sorted. */
  seats: z.array(SeatId).optional(),
  amountMinor: AmountMinor.optional(),
  currency: Currency.optional(),
});
export type ApprovalSubject = z.infer<typeof ApprovalSubject>;

/** Somebody by id; the name is null for a person who is not known any more. */
const NamedPerson = z.object({ id: UserId, name: z.string().nullable() });

/** How it was decided: by a manager at another place, or by a manager's PIN at the till itself. */
export const DecidedBy = z.enum(['ONLINE', 'PIN']);
export type DecidedBy = z.infer<typeof DecidedBy>;

export const Approval = z.object({
  id: ApprovalId,
  kind: ApprovalKind,
  subject: ApprovalSubject,
  reason: z.string(),
  requestedBy: NamedPerson,
  till: TillId.nullable(),
  status: ApprovalStatus,
  requestedAt: Instant,
  /** Until when it can be decided; once granted, until when it can be used. */
  expiresAt: Instant,
  decidedBy: NamedPerson.nullable(),
  decidedAt: Instant.nullable(),
  note: z.string().nullable(),
  by: DecidedBy.nullable(),
});
export type Approval = z.infer<typeof Approval>;

const ApprovalParams = z.strictObject({ id: ApprovalId });
const ApprovalReply = z.object({ approval: Approval });

export const requestApproval = endpoint({
  method: 'POST',
  path: '/api/approvals',
  summary: 'Asks the managers for an approval; the ones who are online see it at once',
  access: 'approvals.request',
  idempotent: true,
  body: ApprovalRequest,
  replies: { 201: ApprovalReply },
  problems: [],
});

export const listApprovals = endpoint({
  method: 'GET',
  path: '/api/approvals',
  summary: 'The newest hundred approvals, of one status or all',
  access: 'approvals.decide',
  query: z.strictObject({ status: ApprovalStatus.optional() }),
  replies: { 200: z.object({ approvals: z.array(Approval) }) },
  problems: [],
});

export const getApproval = endpoint({
  method: 'GET',
  path: '/api/approvals/:id',
  summary: "One approval: the caller's own, or any for who decides",
  access: 'approvals.request',
  params: ApprovalParams,
  replies: { 200: ApprovalReply },
  problems: ['approval.not-found'],
});

export const decideApproval = endpoint({
  method: 'POST',
  path: '/api/approvals/:id/decision',
  summary: 'Grants or refuses what somebody else asked for; the first decision counts',
  access: 'approvals.decide',
  params: ApprovalParams,
  body: z.strictObject({ decision: z.enum(['GRANT', 'REFUSE']), note: Reason.optional() }),
  replies: { 200: ApprovalReply },
  problems: ['approval.not-found', 'approval.own', 'approval.state'],
});

/** The fallback where no manager is online: the fifth wrong PIN locks as it does at sign-in. */
export const decideApprovalByPin = endpoint({
  method: 'POST',
  path: '/api/approvals/:id/pin',
  summary: "Grants the own request by a manager's PIN, typed at the till that asks",
  access: 'approvals.request',
  params: ApprovalParams,
  body: z.strictObject({ userId: UserId, pin: Pin }),
  replies: { 200: ApprovalReply },
  problems: [
    'approval.not-found',
    'approval.own',
    'approval.state',
    'till.needed',
    'pin.refused',
    'pin.locked',
  ],
});

export const withdrawApproval = endpoint({
  method: 'DELETE',
  path: '/api/approvals/:id',
  summary: 'Takes the own request back before it is used',
  access: 'approvals.request',
  params: ApprovalParams,
  replies: { 200: ApprovalReply },
  problems: ['approval.not-found', 'approval.state'],
});

export const openDrawer = endpoint({
  method: 'POST',
  path: '/api/drawer/open',
  summary: 'Opens the drawer without a sale, for a reason that is audited',
  access: 'tender.cash',
  idempotent: true,
  body: z.strictObject({ reason: Reason, approvalId: ApprovalId.optional() }),
  replies: { 204: null },
  problems: ['approval.needed', 'approval.unusable', 'till.needed', 'shift.needed'],
});
