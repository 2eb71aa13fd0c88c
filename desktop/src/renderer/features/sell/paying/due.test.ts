import type { Booking } from '@foyer/shared/http/bookings';
import { describe, expect, test } from 'vitest';
import { buildBooking } from '../../../testing/test-sales.ts';
import { type Due, dueMinor, hasOtherSeats, newDue, nextDue, stageOf } from './due.ts';

let version = 1;

/** The booking at its next version. */
function owed(overrides: Readonly<Record<string, unknown>> = {}): Booking {
  return buildBooking({ status: 'PENDING', version: (version += 1), ...overrides });
}

function payment(tender: string, status: string, amountMinor = 2600) {
  const id = `pay_${tender}_${amountMinor}`;
  return { id, tender, status, amountMinor, refundedMinor: 0, cardLast4: null };
}

function refund(amountMinor: number, state = 'REQUESTED') {
  return { id: 'ref_1', seats: [], amountMinor, reason: 'late', state, at: '2026-11-26T18:59:00.000Z' };
}

const offer = { state: 'OPEN', seats: ['G3', 'G4'], expiresAt: '2026-11-26T19:00:00.000Z' };
const attempt = {
  key: 'key-2',
  payments: [{ tender: 'CARD', amountMinor: 2600 }],
  givenMinor: null,
} as const;

function hear(due: Due, booking: Booking, of: string | null = null): Due {
  return nextDue(due, { kind: 'heard', booking, of });
}

describe('what a booking means for the cashier', () => {
  test.each([
    ['choose', {}],
    ['choose', { payments: [payment('CARD', 'DECLINED')] }],
    ['choose', { payments: [payment('CARD', 'CAPTURED', 1000), payment('CARD', 'DECLINED', 1600)] }],
    ['waiting', { payments: [payment('CARD', 'STARTED')] }],
    ['waiting', { payments: [payment('CASH', 'STARTED', 600), payment('CARD', 'STARTED', 2000)] }],
    ['asking', { payments: [payment('CARD', 'UNKNOWN')] }],
    ['asking', { status: 'EXPIRED', payments: [payment('CARD', 'UNKNOWN')] }],
    ['late', { status: 'EXPIRED', payments: [payment('CARD', 'CAPTURED')] }],
    ['offer', { status: 'EXPIRED', payments: [payment('CARD', 'CAPTURED')], offer }],
    ['sold', { status: 'BOOKED', payments: [payment('CARD', 'CAPTURED')] }],
    ['ended', { status: 'CANCELLED' }],
    ['ended', { status: 'EXPIRED' }],
    ['ended', { status: 'EXPIRED', payments: [payment('CARD', 'CAPTURED')], refunds: [refund(2600)] }],
    [
      'ended',
      {
        status: 'EXPIRED',
        payments: [payment('CARD', 'CAPTURED')],
        refunds: [refund(2600)],
        offer: { ...offer, state: 'LAPSED' },
      },
    ],
  ])('%s', (kind, overrides) => {
    expect(stageOf(newDue(owed(overrides), 'key-1')).kind).toBe(kind);
  });

  test('less is due by what a card has paid, and all of it where that went back', () => {
    const payments = [payment('CARD', 'CAPTURED', 1000), payment('CARD', 'DECLINED', 1600)];
    expect(dueMinor(owed({ payments }))).toBe(1600);
    expect(dueMinor(owed({ payments, refunds: [refund(1000)] }))).toBe(2600);
  });
});

describe('an attempt', () => {
  const sent = (): Due => nextDue(newDue(owed(), 'key-1'), { kind: 'sent', attempt });

  test('is on its way until the booking shows it, and stays open without an answer', () => {
    expect(stageOf(sent()).kind).toBe('sending');
    const seen = hear(sent(), owed({ payments: [payment('CARD', 'STARTED')] }));
    expect(stageOf(seen).kind).toBe('waiting');
    expect(nextDue(seen, { kind: 'unheard' })).toMatchObject({ isSilent: true, attempt });
  });

  test('that is answered while a payment is open is asked about further', () => {
    const open = hear(sent(), owed({ payments: [payment('CARD', 'UNKNOWN')] }), 'key-2');
    expect(open.attempt).toEqual(attempt);
    expect(stageOf(open)).toEqual({ kind: 'asking', isOver: false });
  });

  test('whose answer says no leaves the seats and lets another tender be chosen', () => {
    const heard = hear(sent(), owed({ payments: [payment('CARD', 'DECLINED')] }));
    const refused = nextDue(heard, { kind: 'refused', of: 'key-2', text: 'declined' });
    expect(stageOf(refused).kind).toBe('choose');
    expect(refused).toMatchObject({ attempt: null, trouble: 'declined' });
  });

  test('that was refused is no reason to pay again while the booking shows it open', () => {
    const heard = hear(sent(), owed({ payments: [payment('CARD', 'UNKNOWN')] }));
    const refused = nextDue(heard, { kind: 'refused', of: 'key-2', text: 'forbidden' });
    expect(stageOf(refused).kind).toBe('asking');
  });

  test('is not ended by a word about another one', () => {
    expect(nextDue(sent(), { kind: 'refused', of: 'key-1', text: 'no' }).attempt).toEqual(attempt);
  });
});

test('an older view that comes later changes nothing', () => {
  const before = owed();
  const due = hear(newDue(before, 'key-1'), owed({ status: 'BOOKED' }));
  expect(stageOf(hear(due, before)).kind).toBe('sold');
});

test('money after the end is late, and other seats are told from the chosen ones', () => {
  const over = hear(newDue(owed(), 'key-1'), owed({ status: 'EXPIRED' }));
  const same = hear(over, owed({ status: 'BOOKED' }));
  expect(same.isLate).toBe(true);
  expect(hasOtherSeats(same)).toBe(false);
  expect(hasOtherSeats(hear(over, owed({ status: 'BOOKED', seats: ['G3', 'G4'] })))).toBe(true);
});
