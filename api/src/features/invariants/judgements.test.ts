import { PaymentId, RefundId, SeatId } from '@foyer/shared/ids';
import { describe, expect, it } from 'vitest';
import { buildBooking } from '../bookings/booking.harness.ts';
import type { BookingRecord } from '../bookings/booking.ts';
import { bookingEvent } from '../bookings/booking-events.ts';
import { systemAct } from '../seats/seats.ts';
import { judgeClaim } from './judge-claim.ts';
import { judgeDeadline, sweepMs } from './judge-deadline.ts';
import { judgeFacts, type ToldFact } from './judge-facts.ts';
import { judgeHall } from './judge-hall.ts';
import { judgeSeatFacts } from './judge-seat-facts.ts';
import { judgeMoney } from './judge-money.ts';

const at = new Date('2026-11-25T18:00:00Z');
const base = buildBooking({ showtimeId: 'st', seats: ['A1', 'A2'], id: 'b_1', createdAt: at });
const [payment] = base.payments.map((one) => ({ ...one, id: PaymentId.parse('pay_1') }));
const sale: BookingRecord = { ...base, payments: payment ? [payment] : [] };
type Paid = Partial<BookingRecord['payments'][number]>;

function paid(change: Paid, more: Partial<BookingRecord> = {}): BookingRecord {
  return { ...sale, ...more, payments: sale.payments.map((one) => ({ ...one, ...change })) };
}

function refund(
  state: 'REQUESTED' | 'DONE' | 'FAILED',
  amountMinor: number,
): BookingRecord['refunds'][number] {
  return {
    id: RefundId.parse('ref_1'),
    requestHash: 'r',
    payloadHash: 'p',
    lines: [],
    amountMinor,
    reason: 'a test',
    approvalId: null,
    parts: [{ paymentId: PaymentId.parse('pay_1'), amountMinor, state, refusals: 0, drawer: null }],
    actor: { id: 'system', role: null },
    at,
  };
}

function letIn(seat: string): BookingRecord['admissions'][number] {
  const actor = { id: 'usr_1', role: 'CASHIER' } as const;
  const nothing = { scannedAt: null, till: null, place: null, undone: null };
  return { seat: SeatId.parse(seat), showtimeId: sale.showtimeId, scanHash: 's', at, actor, ...nothing };
}

describe('a claim', () => {
  it('is right where it stands for the seats of a booking that waits or is sold, and for no other', () => {
    const right: BookingRecord[] = [
      sale,
      { ...sale, status: 'PENDING' },
      { ...sale, status: 'EXPIRED', claims: false },
      { ...sale, status: 'REFUNDED', claims: false, seats: [], lines: [] },
    ];
    expect(right.flatMap(judgeClaim)).toEqual([]);
  });

  it.each<[string, BookingRecord, string]>([
    ['none for sold seats', { ...sale, claims: false }, 'is BOOKED and does not claim its seats'],
    ['one of an expired booking', { ...sale, status: 'EXPIRED' }, 'is EXPIRED and claims its seats still'],
    [
      'a guest in a seat it does not have',
      { ...sale, admissions: [letIn('B9')] },
      'has let in B9, which it does not have',
    ],
    [
      'one seat for two lines',
      { ...sale, seats: sale.seats.slice(1) },
      'claims A2 where its lines are A1 A2',
    ],
  ])('%s is broken', (_name, booking, message) => {
    const [finding, ...more] = judgeClaim(booking);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ invariant: 'I1', severity: 'BROKEN', message: `booking b_1 ${message}` });
  });
});

describe('money', () => {
  it('is right where captured less refunded is the price, or something open says why not', () => {
    const right: BookingRecord[] = [
      sale,
      paid({ status: 'STARTED' }, { status: 'PENDING' }),
      paid({ amountMinor: 1_000 }, { status: 'PENDING' }),
      paid({ status: 'DECLINED' }, { status: 'FAILED' }),
      paid({}, { status: 'EXPIRED' }),
      paid({}, { status: 'CANCELLED', refunds: [refund('REQUESTED', 2_300)] }),
      paid({ amountMinor: 2_500 }, { refunds: [refund('REQUESTED', 200)] }),
      paid(
        { status: 'REFUNDED', refundedMinor: 2_300 },
        { status: 'CANCELLED', refunds: [refund('DONE', 2_300)] },
      ),
    ];
    expect(right.flatMap(judgeMoney)).toEqual([]);
  });

  it.each<[string, BookingRecord, string]>([
    ['too little', paid({ amountMinor: 1_000 }), 'is BOOKED and holds 1000 where its live lines cost 2300'],
    ['nothing', paid({ status: 'STARTED' }), 'is BOOKED and holds 0 where its live lines cost 2300'],
    [
      'what buys nothing',
      paid({}, { status: 'CANCELLED' }),
      'is CANCELLED and holds 2300 where its live lines cost 0',
    ],
    ['another total', { ...sale, totalMinor: 1 }, 'costs 1 where its lines cost 2300'],
  ])('is missed where a booking holds %s', (_name, booking, message) => {
    expect(judgeMoney(booking)).toMatchObject([{ severity: 'BROKEN', message: `booking b_1 ${message}` }]);
  });

  it('is wrong where a payment gave back what no refund says, and an alarm where a provider refuses', () => {
    const sentences = judgeMoney(paid({ refundedMinor: 200, amountMinor: 2_500 })).map(
      ({ message }) => message,
    );
    expect(sentences).toEqual([
      'booking b_1 says that 200 of payment pay_1 (CASH) went back, its refunds say 0',
    ]);
    const refused = paid({ amountMinor: 2_500 }, { refunds: [refund('FAILED', 200)] });
    expect(judgeMoney(refused)).toMatchObject([{ invariant: 'I4', severity: 'ALARM' }]);
  });
});

describe('facts', () => {
  const told: readonly ToldFact[] = [
    { id: 'b_1:1:payment.captured:pay_1', action: 'payment.captured', version: 1 },
    { id: 'b_1:1:booking.success', action: 'booking.success', version: 1 },
  ];
  const silent = { ...sale, outbox: [] };
  const sentences = (booking: BookingRecord, facts: readonly ToldFact[]) =>
    judgeFacts(booking, facts).map(({ invariant, message }) => `${invariant} ${message}`);

  it('are right where each is told once, in the trail or on its way there, or both', () => {
    expect(sentences(silent, told)).toEqual([]);
    const waiting = [bookingEvent(sale, { action: 'booking.success' }, { act: systemAct, at })];
    expect(sentences({ ...sale, outbox: waiting }, told)).toEqual([]);
    expect(sentences({ ...sale, outbox: waiting }, told.slice(0, 1))).toEqual([]);
  });

  it('are missed, seen twice, seen where they do not belong and seen from the future', () => {
    expect(sentences(silent, told.slice(1))).toEqual([
      'I6 booking b_1 has 0 of 1 payment.captured of pay_1 in the trail',
    ]);
    const again: ToldFact = { id: 'b_1:2:booking.success', action: 'booking.success', version: 2 };
    expect(sentences({ ...silent, version: 2 }, [...told, again])).toEqual([
      'I6 booking b_1 has booking.success 2 times in the trail, not 1',
    ]);
    const strange: ToldFact = { id: 'copy', action: 'payment.unknown', version: 1 };
    expect(sentences(silent, [...told, strange])).toEqual([
      'I6 booking b_1 has the fact copy in the trail, which is not its own',
    ]);
    const future: ToldFact = { id: 'b_1:4:payment.unknown:pay_1', action: 'payment.unknown', version: 4 };
    expect(sentences(silent, [...told, future])).toEqual([
      'I2 booking b_1 is at version 1, the trail tells of b_1:4:payment.unknown:pay_1',
    ]);
  });

  it('of a rescue are those of its end and of its success', () => {
    const facts: ToldFact[] = [
      { id: 'b_1:1:booking.created', action: 'booking.created', version: 1 },
      { id: 'b_1:2:booking.expired', action: 'booking.expired', version: 2 },
      { id: 'b_1:3:payment.captured:pay_1', action: 'payment.captured', version: 3 },
      { id: 'b_1:3:booking.success', action: 'booking.success', version: 3 },
    ];
    expect(sentences({ ...silent, version: 3 }, facts)).toEqual([]);
  });
});

describe('facts about seats', () => {
  it('are missed one by one, unless they are told as lost', () => {
    const facts = { id: 'st:e1', subject: 's', stretch: { from: 2, to: 6 }, recorded: new Set([2, 4]) };
    expect(judgeSeatFacts({ ...facts, gaps: [{ from: 5, to: 9 }] })).toMatchObject([
      {
        showtimeId: 'st',
        key: 'I6|st:e1|3',
        message: 'change 3 of hall st:e1 is neither in the trail nor told as lost',
      },
    ]);
    expect(judgeSeatFacts({ ...facts, gaps: [{ from: 3, to: 6 }] })).toEqual([]);
  });
});

describe('the deadline', () => {
  const ends = new Date(at.getTime() + 600_000);
  const later = (ms: number): Date => new Date(ends.getTime() + ms);

  it('may pass by a sweep, and by a silent provider with an alarm', () => {
    const unpaid: BookingRecord = {
      ...paid({ status: 'DECLINED', tender: 'ONLINE' }),
      status: 'PENDING',
      expiresAt: ends,
    };
    expect(judgeDeadline(unpaid, later(sweepMs))).toEqual([]);
    expect(judgeDeadline(unpaid, later(sweepMs + 1))).toMatchObject([
      { invariant: 'I8', severity: 'BROKEN' },
    ]);
    const asked: BookingRecord = {
      ...paid({ status: 'UNKNOWN', tender: 'ONLINE' }),
      status: 'PENDING',
      expiresAt: ends,
    };
    expect(judgeDeadline(asked, later(sweepMs + 1))).toMatchObject([{ invariant: 'I8', severity: 'ALARM' }]);
    expect(judgeDeadline({ ...unpaid, expiresAt: null }, at)).toMatchObject([{ severity: 'BROKEN' }]);
    expect(judgeDeadline(sale, later(sweepMs + 1))).toEqual([]);
  });
});

describe('a hall', () => {
  it('never offers a seat that is sold', () => {
    const booked = ['A1', 'A2', 'A3', 'A4'].map((seat) => ({ seat, bookingId: 'b_1' }));
    const entries = new Map([
      ['A1', 'B|b_1|3'],
      ['A2', 'P|b_1|1'],
      ['A3', 'L|h_1|u_1|99'],
    ]);
    expect(judgeHall('st', booked, entries).map(({ message }) => message)).toEqual([
      'seat A3 of st belongs to booking b_1, and its hall says hold h_1',
      'seat A4 of st belongs to booking b_1, and its hall says nothing',
    ]);
  });
});
