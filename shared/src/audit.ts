import { z } from 'zod';
import { ShowtimeId } from './ids.ts';
import { Role } from './roles.ts';
import { Instant } from './time.ts';

/** Everything that leaves a trace. Later issues add their acts here; nothing is audited under a free name. */
export const AuditAction = z.enum([
  'seat.locked',
  'seat.released',
  'seat.timeout',
  'seat.forced-release',
  'seat.booked',
  'seat.leased',
  'seat.put-on-sale',
  'seat.reconciled',
  'hold.offered',
  'hold.handed-over',
  'holds.viewed',
  'booking.created',
  'booking.success',
  'booking.failed',
  'booking.expired',
  'booking.cancelled',
  'booking.refunded',
  'booking.exchanged',
  'ticket.reprinted',
  'ticket.admitted',
  'ticket.admission-undone',
  'ticket.admitted-twice',
  'ticket.replay-refused',
  'booking.offered',
  'booking.offer-declined',
  'booking.offer-lapsed',
  'payment.captured',
  'payment.declined',
  'payment.unknown',
  'payment.refunded',
  'payment.refund-failed',
  'sign-in.success',
  'sign-in.refused',
  'sign-out',
  'people.invited',
  'people.invitation-withdrawn',
  'people.role-changed',
  'people.disabled',
  'people.enabled',
  'people.exported',
  'people.erased',
  'retention.applied',
  'approval.requested',
  'approval.granted',
  'approval.refused',
  'approval.withdrawn',
  'approval.expired',
  'approval.used',
  'drawer.opened',
  'shift.opened',
  'shift.dropped',
  'shift.paid-out',
  'shift.paid-in',
  'shift.closed',
  'shift.corrected',
  'lease.granted',
  'lease.replayed',
  'lease.returned',
  'lease.lost',
  'lease.conflict',
  'lease.conflict-resolved',
  'till.added',
  'till.code-issued',
  'till.enrolled',
  'till.revoked',
  'pin.set',
  'pin.removed',
  'pin.locked',
  'catalogue.changed',
  'stream.gap',
  'rate.limited',
  'invariant.broken',
  'notification.dead',
  'system.error',
]);
export type AuditAction = z.infer<typeof AuditAction>;

export const AuditResult = z.enum(['OK', 'REFUSED', 'FAILED']);
export type AuditResult = z.infer<typeof AuditResult>;

/** Who acted, by id only; `system` for the workers. */
export const AuditActor = z.object({ id: z.string().min(1).max(64), role: Role.nullable() });
export type AuditActor = z.infer<typeof AuditActor>;

export const AuditTarget = z.object({
  kind: z.enum([
    'booking',
    'hold',
    'showtime',
    'user',
    'invitation',
    'session',
    'approval',
    'drawer',
    'shift',
    'lease',
    'till',
    'catalogue',
    'system',
  ]),
  id: z.string().max(128),
});
export type AuditTarget = z.infer<typeof AuditTarget>;

export const AuditFacts = z.record(z.string(), z.unknown());
export type AuditFacts = z.infer<typeof AuditFacts>;

/** A fact on its way to the trail; `id` names the event, so that telling it twice records it once. */
export const AuditEvent = z.object({
  id: z.string().min(1).max(128),
  at: Instant,
  actor: AuditActor,
  till: z.string().nullable(),
  action: AuditAction,
  target: AuditTarget,
  showtimeId: ShowtimeId.nullable(),
  before: AuditFacts.nullable(),
  after: AuditFacts.nullable(),
  reason: z.string().nullable(),
  requestId: z.string().nullable(),
  traceId: z.string().nullable(),
  result: AuditResult,
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** A recorded fact; `seq` grows with each entry. */
export const AuditEntry = AuditEvent.extend({ seq: z.int().min(1) });
export type AuditEntry = z.infer<typeof AuditEntry>;
