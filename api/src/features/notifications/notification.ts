import { BookingId } from '@foyer/shared/ids';
import { z } from 'zod';

/** What a guest is told of. */
export const NotificationKind = z.enum([
  'TICKETS',
  'REFUNDED',
  'CANCELLED',
  'EXPIRED_REFUNDED',
  'INVITATION',
]);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** WAITING until it is due, SENT, SKIPPED where there is nothing to say any more, DEAD after too many failures. */
export const NotificationStatus = z.enum(['WAITING', 'SENT', 'SKIPPED', 'DEAD']);
export type NotificationStatus = z.infer<typeof NotificationStatus>;

/** One mail to be sent. Whom to is read from the booking or the invitation when it goes out: no address lies about here. */
export const NotificationRecord = z.object({
  /** The event's id: told twice, it is one notification. */
  _id: z.string(),
  kind: NotificationKind,
  /** Null where it is about no booking. */
  bookingId: BookingId.nullable(),
  invitationId: z.string().nullable().default(null),
  /** Money that the event gave back; null where it is none of its matter. */
  refundedMinor: z.int().nullable(),
  /** Seats that the event gave back. */
  returned: z.array(z.string()),
  status: NotificationStatus,
  attempts: z.int().min(0),
  /** From when on it may be taken; pushed ahead by whoever takes it. */
  dueAt: z.date(),
  /** Who has taken it last. */
  lease: z.string().nullable(),
  lastError: z.string().nullable(),
  createdAt: z.date(),
  endedAt: z.date().nullable(),
});
export type NotificationRecord = z.infer<typeof NotificationRecord>;
