import { expect, test } from 'vitest';
import { buildEvent } from '../audit/audit.harness.ts';
import { writeMail } from './mail-text.ts';
import { notificationsFor, retryDelayMs } from './notification.policy.ts';

const contact = { email: 'greta@example.test' };

test.each([
  ['booking.success', null, 'TICKETS'],
  ['booking.refunded', 1_000, 'REFUNDED'],
  ['booking.expired', 1_000, 'EXPIRED_REFUNDED'],
  ['booking.expired', null, undefined],
  ['booking.created', null, undefined],
  ['payment.captured', null, undefined],
] as const)('%s with %s given back is told as %s', (action, refundedMinor, kind) => {
  const outbox = [buildEvent({ action, after: refundedMinor === null ? {} : { refundedMinor } })];
  expect(notificationsFor({ outbox, contact })[0]?.kind).toBe(kind);
  expect(notificationsFor({ outbox, contact: null, customerId: null })).toEqual([]);
});

test('waits double with each failure, half of it by chance, an hour at most', () => {
  const delays = [1, 2, 3, 20].map((attempts) => [retryDelayMs(attempts, 0), retryDelayMs(attempts, 1)]);
  expect(delays).toEqual([
    [2_500, 5_000],
    [5_000, 10_000],
    [10_000, 20_000],
    [1_800_000, 3_600_000],
  ]);
});

test('a mail names show, seats and price in the cinema’s zone and currency, and escapes what people wrote', () => {
  const { subject, text, html } = writeMail({
    notification: { kind: 'TICKETS', refundedMinor: null, returned: [] },
    booking: {
      reference: 'K7QM-3FXA',
      showtime: {
        movieId: 'm' as never,
        movieTitle: '<script>Up',
        auditoriumName: 'Hall 1',
        startsAt: new Date('2026-12-01T19:15:00Z'),
      },
      lines: [{ seat: 'B1' as never, ticketTypeId: 'adult' as never, priceMinor: 1_150 }],
      totalMinor: 1_150,
      currency: 'EUR',
    },
    cinema: { name: 'Corner House', timeZone: 'Europe/Berlin' },
    typeNames: new Map([['adult', 'Adult']]),
    tickets: [{ id: 't_1' as never, seat: 'B1' as never, qr: 'FOYER1:x' }],
    name: 'Greta & Co',
  });
  expect(subject).toBe('Your ticket: <script>Up, Tuesday 1 December 2026 at 20:15, Hall 1');
  expect(text).toContain('Seat B1, Adult, €11.50');
  expect(html).toContain('Hello Greta &#38; Co,');
  expect(html).toContain('cid:ticket-0');
  expect(html).not.toContain('<script>');
});
