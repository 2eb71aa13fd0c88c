import { BookingStatus } from '@foyer/shared/http/bookings';
import { SeatId, ShowtimeId, BookingId, SessionId, UserId, TillId } from '@foyer/shared/ids';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../platform/secret.ts';
import { claimsSeats, mayStep } from './booking-state.ts';
import { bookingIdFor, madeBefore, nameOf, payloadHashOf } from './idempotency.ts';
import { createTicketSigner } from './ticket-signer.ts';

describe('the state table', () => {
  it('has exactly these steps', () => {
    const all = BookingStatus.options.flatMap((from) =>
      BookingStatus.options.filter((to) => mayStep(from, to)).map((to) => `${from}>${to}`),
    );
    expect(all).toEqual([
      'PENDING>BOOKED',
      'PENDING>CANCELLED',
      'PENDING>EXPIRED',
      'PENDING>FAILED',
      'BOOKED>BOOKED',
      'BOOKED>REFUNDED',
      'EXPIRED>BOOKED',
      'FAILED>BOOKED',
    ]);
  });

  it('lets only pending and booked bookings own seats', () => {
    expect(BookingStatus.options.filter((status) => claimsSeats(status))).toEqual(['PENDING', 'BOOKED']);
  });
});

describe('the id of a sale', () => {
  const actor = {
    userId: UserId.parse('usr_1'),
    role: 'CASHIER' as const,
    sessionId: SessionId.parse('s'),
    tillId: null,
    signedInBy: 'GOOGLE' as const,
  };

  it('is bound to who, route and key', () => {
    const till = { ...actor, tillId: TillId.parse('till-1') };
    const ids = [
      bookingIdFor(actor, 'confirm', 'key-1'),
      bookingIdFor(actor, 'confirm', 'key-2'),
      bookingIdFor(actor, 'other', 'key-1'),
      bookingIdFor({ ...actor, userId: UserId.parse('usr_2') }, 'confirm', 'key-1'),
      bookingIdFor(till, 'confirm', 'key-1'),
    ];
    expect(new Set(ids).size).toBe(5);
    expect(bookingIdFor(actor, 'confirm', 'key-1')).toBe(ids[0]);
    expect(bookingIdFor({ ...till, userId: UserId.parse('usr_2') }, 'confirm', 'key-1')).toBe(ids[4]);
  });

  it('knows the same payload in another order, and every other payload', () => {
    const one = payloadHashOf({ holdId: 'h', lines: [{ seat: 'A1', ticketTypeId: 'adult' }] });
    expect(
      payloadHashOf({ lines: [{ ticketTypeId: 'adult', seat: 'A1' }], holdId: 'h', payments: undefined }),
    ).toBe(one);
    expect(payloadHashOf({ holdId: 'h', lines: [{ seat: 'A2', ticketTypeId: 'adult' }] })).not.toBe(one);
  });

  it('finds what the same request made, and refuses its key for another payload', () => {
    const call = { actor, idempotencyKey: 'key-1' };
    const name = nameOf(call, 'refund', { reason: 'one' });
    const entries = [
      { ...name, id: 1 },
      { requestHash: null, payloadHash: null, id: 2 },
      { ...nameOf(call, 'pay', { reason: 'one' }), id: 3 },
      { ...name, id: 4 },
    ];
    expect(madeBefore(entries, name).map(({ id }) => id)).toEqual([1, 4]);
    expect(madeBefore(entries, nameOf({ ...call, idempotencyKey: 'key-2' }, 'refund', {}))).toEqual([]);
    expect(() => madeBefore(entries, nameOf(call, 'refund', { reason: 'two' }))).toThrow(
      'idempotency.mismatch',
    );
  });
});

describe('a ticket', () => {
  const booking = {
    _id: BookingId.parse('b_1'),
    reference: 'K7QM-3FXA',
    showtimeId: ShowtimeId.parse('st-1'),
    seats: [SeatId.parse('F12'), SeatId.parse('F13')],
  };
  const signer = createTicketSigner(new Secret('a secret that is long enough for tests'));

  it('is signed per seat, the same on every node, and nobody else can sign it', () => {
    const [first, second] = signer.ticketsOf(booking);
    const forger = createTicketSigner(new Secret('another secret, just as long as the first'));
    expect(signer.ticketsOf(booking)[0]).toEqual(first);
    expect([first, second].map((ticket) => signer.isGenuine(ticket?.qr ?? ''))).toEqual([true, true]);
    expect(signer.isGenuine((first?.qr ?? '').replace('F12', 'F11'))).toBe(false);
    expect(signer.isGenuine(forger.ticketsOf(booking)[0]?.qr ?? '')).toBe(false);
    expect(['', 'FOYER1', 'FOYER1:a:b:c:'].map((text) => signer.isGenuine(text))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
