import { z } from 'zod';
import { Ability, Role } from './roles.ts';
import { ApprovalKind, ApprovalStatus } from './approval-kinds.ts';
import { LeaseId, SeatId, ShiftId, ShowtimeId } from './ids.ts';
import { AmountMinor } from './money.ts';
import { Instant } from './time.ts';

const nothing = z.object({});
const seats = z.object({ seats: z.array(SeatId) });
const reason = z.object({ reason: z.string() });
const issues = z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })) });
const retry = z.object({
  retryAfterSeconds: z.int().min(0).optional(),
  /** `arbiter-missing`: the index that lets a seat be sold once is gone, so nothing is sold. */
  reason: z.literal('arbiter-missing').optional(),
});
const state = z.object({ state: z.string() });
/** The show that a ticket is good for. */
const show = z.object({
  showtimeId: ShowtimeId,
  title: z.string(),
  auditorium: z.string(),
  startsAt: Instant,
});

/** Why somebody's role or account stays as it is, whoever may manage people in general. */
export const PeopleRule = z.enum(['own-account', 'above-your-role', 'last-admin']);
export type PeopleRule = z.infer<typeof PeopleRule>;

/**
 * Why an approval does not carry this action: nobody knows it, it is somebody else's, nobody has granted it (yet), its
 * time is over, another action has used it, or it was given for something else.
 */
export const UnusableReason = z.enum([
  'unknown',
  'not-yours',
  'not-granted',
  'expired',
  'used',
  'other-subject',
]);
export type UnusableReason = z.infer<typeof UnusableReason>;

/** Every refusal the API can give: the status it owns and the shape of its details. */
export const problems = {
  'request.invalid': { status: 400, details: issues },
  /** Each part fits its schema, and yet they don't fit together, or the prices, seats and rules of this house. */
  'request.unfit': { status: 409, details: issues },
  'request.too-large': { status: 413, details: z.object({ limitBytes: z.int() }) },
  'idempotency.key-missing': { status: 400, details: nothing },
  'idempotency.mismatch': { status: 422, details: nothing },
  'idempotency.in-progress': { status: 409, details: nothing },
  'auth.required': { status: 401, details: reason },
  'auth.expired': { status: 401, details: reason },
  'auth.refused': { status: 401, details: reason },
  'till.refused': { status: 401, details: reason },
  'pin.refused': { status: 401, details: z.object({ attemptsLeft: z.int().min(0) }) },
  'payment.declined': { status: 402, details: reason },
  'action.forbidden': { status: 403, details: z.object({ action: z.union([Ability, z.string()]) }) },
  'pin.locked': { status: 403, details: z.object({ until: Instant }) },
  'sign-in.google-needed': { status: 403, details: nothing },
  'till.needed': { status: 403, details: nothing },
  /** Money at the counter belongs to a shift, and none is open at this till. */
  'shift.needed': { status: 403, details: nothing },
  'people.rule': { status: 403, details: z.object({ rule: PeopleRule }) },
  /** The action is above what the caller may do alone; `limitMinor` where a limit says so. */
  'approval.needed': {
    status: 403,
    details: z.object({ kind: ApprovalKind, limitMinor: AmountMinor.optional() }),
  },
  /** Four eyes: nobody decides what they asked for themselves. */
  'approval.own': { status: 403, details: nothing },
  'approval.not-found': { status: 404, details: nothing },
  'showtime.not-found': { status: 404, details: nothing },
  'session.not-found': { status: 404, details: nothing },
  'hold.not-found': { status: 404, details: nothing },
  'booking.not-found': { status: 404, details: nothing },
  'person.not-found': { status: 404, details: nothing },
  'invitation.not-found': { status: 404, details: nothing },
  'till.not-found': { status: 404, details: nothing },
  'shift.not-found': { status: 404, details: nothing },
  /** No ticket of this house: made up, altered, or of no booking. */
  'ticket.unknown': { status: 404, details: nothing },
  'lease.not-found': { status: 404, details: nothing },
  'lease.conflict-not-found': { status: 404, details: nothing },
  'route.not-found': { status: 404, details: nothing },
  'route.method-not-allowed': { status: 405, details: z.object({ allowed: z.array(z.string()) }) },
  'seats.taken': { status: 409, details: seats },
  'seats.rule': {
    status: 409,
    details: z.object({ rule: z.string(), seats: z.array(SeatId), suggestion: z.array(SeatId).optional() }),
  },
  'holds.limit': {
    status: 409,
    /** More than one hold, one owner or all online customers may hold of this hall at a time. */
    details: z.object({ limit: z.enum(['HOLD', 'OWNER', 'HALL']), most: z.int().min(0) }),
  },
  'hold.in-sale': { status: 409, details: nothing },
  'showtime.closed': { status: 409, details: state },
  'till.state': { status: 409, details: state },
  /** The till's shift before has to be closed first. */
  'shift.open': { status: 409, details: z.object({ shiftId: ShiftId }) },
  'shift.state': { status: 409, details: state },
  /** The server lends no seats, the hall has no more to lend, or none are free. */
  'lease.unavailable': { status: 409, details: z.object({ reason: z.enum(['OFF', 'SHARE', 'SEATS']) }) },
  /** Seats are lent to another device of this till, which may have sold them. */
  'lease.elsewhere': { status: 409, details: z.object({ leaseId: LeaseId }) },
  'lease.state': { status: 409, details: state },
  'booking.state': { status: 409, details: state },
  /** It has been decided, withdrawn or used, or its time is over. */
  'approval.state': { status: 409, details: z.object({ state: ApprovalStatus }) },
  'approval.unusable': { status: 409, details: z.object({ reason: UnusableReason }) },
  /** Whom the invitation is for has that role already, or a higher one. */
  'invitation.needless': { status: 409, details: z.object({ role: Role }) },
  /** Bookings whose money or seats are not settled, and tickets for shows to come. */
  'person.has-bookings': {
    status: 409,
    details: z.object({ open: z.int().min(0), upcoming: z.int().min(0) }),
  },
  'version.conflict': { status: 409, details: state },
  /** Its guest is in: when, where and by whom. */
  'ticket.admitted': {
    status: 409,
    details: z.object({ seat: SeatId, at: Instant, where: z.string().nullable(), by: z.string() }),
  },
  'ticket.wrong-day': { status: 409, details: show },
  'ticket.wrong-showtime': { status: 409, details: show },
  'ticket.show-closed': { status: 409, details: z.object({ state: z.enum(['CANCELLED', 'OVER']) }) },
  'ticket.too-early': { status: 409, details: z.object({ opensAt: Instant }) },
  'ticket.not-admitted': { status: 409, details: nothing },
  /** Their guests are in: whoever gives such seats back has the admission undone first. */
  'seats.admitted': { status: 409, details: seats },
  'ticket.given-back': {
    status: 410,
    details: z.object({ what: z.enum(['REFUNDED', 'EXCHANGED']), at: Instant }),
  },
  'hold.expired': { status: 410, details: nothing },
  'seats.unknown': { status: 422, details: seats },
  'rate.limited': { status: 429, details: z.object({ retryAfterSeconds: z.int().min(0) }) },
  internal: { status: 500, details: nothing },
  'service.unavailable': { status: 503, details: retry },
} as const;

export type ProblemCode = keyof typeof problems;
export type ProblemDetails<Code extends ProblemCode> = z.input<(typeof problems)[Code]['details']>;

export const problemCodes = Object.keys(problems) as readonly ProblemCode[];

/** The body of every refusal: `{ error: { code, details, requestId } }`. */
export const ProblemBody = z.object({
  error: z.object({
    code: z.enum(problemCodes as [ProblemCode, ...ProblemCode[]]),
    details: z.record(z.string(), z.unknown()),
    requestId: z.string(),
  }),
});
export type ProblemBody = z.infer<typeof ProblemBody>;

/** A refusal the caller may see. Anything else that is thrown is a defect and answers `internal`. */
export class AppError<Code extends ProblemCode = ProblemCode> extends Error {
  override readonly name = 'AppError';
  readonly code: Code;
  readonly details: ProblemDetails<Code>;

  constructor(code: Code, details: ProblemDetails<Code>, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return problems[this.code].status;
  }
}

interface Issue {
  readonly path: string;
  readonly message: string;
}

/** Makes the refusal for input that does not fit its schema. */
export function invalidRequest(issues: readonly Issue[]): AppError {
  return new AppError('request.invalid', { issues: [...issues] });
}

/** Makes the refusal for input that fits its schema and breaks a rule that no schema can tell. */
export function unfitRequest(issues: readonly Issue[]): AppError {
  return new AppError('request.unfit', { issues: [...issues] });
}

/** What a `refine` says of such a rule: readers of /openapi.json can't see it, and so its refusal has a code of its own. */
export function unfit(message: string, ...path: readonly string[]) {
  return { message, path: [...path], params: { code: 'request.unfit' satisfies ProblemCode } };
}
