import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { BookingId } from '../ids.ts';
import { saidInOneLine } from '../text.ts';

export const ReprintRequest = z.strictObject({
  /** Made by the client; telling of the same print again notes it once. */
  reprintId: z.uuid(),
  /** It stands on the copies. */
  reason: saidInOneLine(100),
});
export type ReprintRequest = z.infer<typeof ReprintRequest>;

export const reprintTickets = endpoint({
  method: 'POST',
  path: '/api/bookings/:id/reprints',
  summary: 'Notes in the audit that a booking’s papers are printed again, and why',
  access: 'tender.cash',
  params: z.object({ id: BookingId }),
  body: ReprintRequest,
  replies: { 204: null },
  problems: ['booking.not-found', 'booking.state'],
});
