/** What a reply means, by shapes of our own: a client that shares the server's contracts shares its mistakes. */
import { z } from 'zod';
import type { Outcome, SeenBooking } from '../history/history.ts';
import type { HttpReply } from './http-client.ts';

const BookingReply = z.object({
  booking: z.object({
    id: z.string(),
    status: z.string(),
    version: z.int(),
    showtimeId: z.string(),
    seats: z.array(z.string()),
    totalMinor: z.int(),
    expiresAt: z.string().nullable(),
  }),
});

const HoldReply = z.object({
  hold: z
    .object({ id: z.string(), showtimeId: z.string(), seats: z.array(z.string()), expiresAt: z.string() })
    .nullable(),
});

const Refusal = z.object({
  error: z.object({ code: z.string(), details: z.object({ state: z.string().optional() }).optional() }),
});

export type Answer = Omit<Outcome, 'op' | 'at'>;

/**
 * A refusal with a code of the 4xx kind is a certain no. No answer, and every 5xx, leaves it open whether the request
 * was carried out; only a server that could not be reached at all has certainly not done it.
 */
export function answerOf(reply: HttpReply): Answer {
  const { status } = reply;
  if (status === 0) {
    const code = reply.trouble ?? 'no reply';
    return { kind: reply.reached ? 'unknown' : 'fail', status, code };
  }
  if (status >= 200 && status < 300) {
    const booking = bookingOf(reply.body);
    const hold = HoldReply.safeParse(reply.body).data?.hold;
    return {
      kind: 'ok',
      status,
      ...(booking ? { booking } : {}),
      ...(hold
        ? { hold: { id: hold.id, showtime: hold.showtimeId, seats: hold.seats, expiresAt: hold.expiresAt } }
        : {}),
    };
  }
  const code = Refusal.safeParse(reply.body).data?.error.code ?? 'no problem body';
  return { kind: status >= 500 ? 'unknown' : 'fail', status, code };
}

function bookingOf(body: unknown): SeenBooking | undefined {
  const read = BookingReply.safeParse(body).data?.booking;
  if (!read) return undefined;
  const { id, status, version, seats, totalMinor, expiresAt, showtimeId: showtime } = read;
  return { id, status, version, showtime, seats, totalMinor, expiresAt };
}
