import { RefundId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChargeOutcome } from '../payments/payment.port.ts';
import { systemAct } from '../seats/seats.ts';
import { buildBooking } from './booking.harness.ts';
import type { BookingDraft } from './booking.ts';
import { dueAtOf, type BookingChange } from './booking-change.ts';
import { endUnpaid, enterPayments, settlePayment, withoutSeats } from './booking-payments.ts';
import { mayStep } from './booking-state.ts';
import { heldMinor, isOpen } from './money.ts';
import { startedPayments } from './tenders.ts';

const at = new Date('2026-11-25T18:00:00Z');
let counter = 0;
const ids = {
  next: (prefix: string) => `${prefix}_${(counter += 1)}`,
  reference: () => 'REFE-RENC',
};
const doing = () => ({ act: systemAct, at, refundId: RefundId.parse(ids.next('ref')) });
const captured: ChargeOutcome = { kind: 'CAPTURED', providerRef: 'pi_1', cardLast4: '4242' };
const declined: ChargeOutcome = { kind: 'DECLINED', reason: 'no-funds' };
const unknown: ChargeOutcome = { kind: 'UNKNOWN' };

type Asked = readonly (readonly ['CASH' | 'CARD' | 'ONLINE', number])[];

/** A PENDING booking of two seats for 23.00 that waits for the given payments. */
function waiting(flow: BookingDraft['flow'], asked: Asked): BookingDraft {
  const { outbox: _outbox, ...built } = buildBooking({
    showtimeId: 'st',
    seats: ['A1', 'A2'],
    status: 'PENDING',
    expiresAt: new Date(at.getTime() + 60_000),
  });
  const requests = asked.map(([tender, amountMinor]) => ({ tender, amountMinor }));
  const payments = startedPayments(requests, { requestHash: 'r', payloadHash: 'p', ids, at, act: systemAct });
  const booking: BookingDraft = { ...built, flow, payments: [...payments] };
  return { ...booking, dueAt: dueAtOf(booking) };
}

function answer(booking: BookingDraft, index: number, outcome: ChargeOutcome): BookingChange | null {
  return settlePayment(booking, { paymentId: booking.payments[index]?.id ?? '', outcome }, doing());
}

function must(change: BookingChange | null): BookingChange {
  if (!change) throw new Error('nothing changed');
  return change;
}

const actions = (change: BookingChange): string[] => change.facts.map(({ action }) => action);

describe('an answer about a payment', () => {
  it('makes a booking that is paid BOOKED, and says so once', () => {
    const booking = waiting('CONFIRM', [['ONLINE', 2_300]]);
    const change = must(answer(booking, 0, captured));
    expect(change.next).toMatchObject({ status: 'BOOKED', claims: true, version: 2, dueAt: null });
    expect(change.next.payments[0]).toMatchObject({ providerRef: 'pi_1', cardLast4: '4242' });
    expect(actions(change)).toEqual(['payment.captured', 'booking.success']);
    expect(answer(change.next, 0, captured)).toBeNull();
    expect(answer(change.next, 0, unknown)).toBeNull();
  });

  it('fails a sale in one step with its payment, and leaves a booking waiting for another try', () => {
    const failed = must(answer(waiting('CONFIRM', [['ONLINE', 2_300]]), 0, declined));
    expect([failed.next.status, failed.next.claims, actions(failed)]).toEqual([
      'FAILED',
      false,
      ['payment.declined', 'booking.failed'],
    ]);
    const still = must(answer(waiting('BOOK', [['ONLINE', 2_300]]), 0, declined));
    expect([still.next.status, still.next.claims, actions(still)]).toEqual([
      'PENDING',
      true,
      ['payment.declined'],
    ]);
  });

  it('that does not come keeps everything and is told once', () => {
    const booking = waiting('BOOK', [['ONLINE', 2_300]]);
    const change = must(answer(booking, 0, unknown));
    expect([change.next.status, change.next.payments[0]?.status]).toEqual(['PENDING', 'UNKNOWN']);
    expect(change.next.dueAt).not.toBeNull();
    expect(answer(change.next, 0, unknown)).toBeNull();
  });

  it('takes cash beside a card only when the card has paid', () => {
    const split = waiting('CONFIRM', [
      ['CARD', 1_300],
      ['CASH', 1_000],
    ]);
    const paid = must(answer(split, 0, captured));
    expect(paid.next.payments.map(({ status }) => status)).toEqual(['CAPTURED', 'CAPTURED']);
    expect(actions(paid)).toEqual(['payment.captured', 'payment.captured', 'booking.success']);
    const refused = must(answer(split, 0, declined));
    expect(refused.next.payments.map(({ status }) => status)).toEqual(['DECLINED', 'DECLINED']);
    expect([refused.next.status, refused.next.refunds]).toEqual(['FAILED', []]);
  });

  it('of one of two cards that was declined sends the other money back', () => {
    const split = waiting('CONFIRM', [
      ['CARD', 1_300],
      ['ONLINE', 1_000],
    ]);
    const half = must(answer(split, 0, captured)).next;
    expect(half.status).toBe('PENDING');
    const lost = must(answer(half, 1, declined));
    expect(lost.next.status).toBe('FAILED');
    expect(lost.next.refunds[0]).toMatchObject({ lines: [], amountMinor: 1_300 });
    expect(heldMinor(lost.next)).toBe(0);
  });

  it('that comes late takes the seats again, or keeps the money for an offer where they are gone', () => {
    const ended = endUnpaid(waiting('BOOK', []), { to: 'EXPIRED' }, doing()).next;
    const late = { ...ended, payments: waiting('BOOK', [['ONLINE', 2_300]]).payments };
    const again = must(answer(late, 0, captured));
    expect(again.next).toMatchObject({ status: 'BOOKED', claims: true });
    const instead = withoutSeats(again, late);
    expect(instead.next).toMatchObject({ status: 'EXPIRED', claims: false, dueAt: new Date(0) });
    expect(actions(instead)).toEqual(['payment.captured']);
    expect(heldMinor(instead.next)).toBe(2_300);
  });

  it('for a booking that was given up goes back at once', () => {
    const given = endUnpaid(waiting('BOOK', []), { to: 'CANCELLED', reason: 'no time' }, doing()).next;
    const late = { ...given, payments: waiting('BOOK', [['ONLINE', 2_300]]).payments };
    const change = must(answer(late, 0, captured));
    expect(change.next).toMatchObject({ status: 'CANCELLED', claims: false });
    expect(change.next.refunds[0]).toMatchObject({ amountMinor: 2_300, lines: [] });
  });

  it('that turns a no into a yes is believed', () => {
    const failed = must(answer(waiting('CONFIRM', [['ONLINE', 2_300]]), 0, declined)).next;
    expect(must(answer(failed, 0, captured)).next.status).toBe('BOOKED');
  });
});

describe('cash alone', () => {
  it('pays at once', () => {
    const booking = waiting('BOOK', []);
    const [cash] = startedPayments([{ tender: 'CASH', amountMinor: 2_300 }], {
      requestHash: 'r',
      payloadHash: 'p',
      ids,
      at,
      act: systemAct,
    });
    const change = enterPayments(booking, cash ? [cash] : [], doing());
    expect(change.next).toMatchObject({ status: 'BOOKED', expiresAt: null, dueAt: null });
    expect(actions(change)).toEqual(['payment.captured', 'booking.success']);
  });
});

describe('whatever providers answer, in any order and twice', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 1, maxLength: 3 });
  const tender = fc.constantFrom('CARD' as const, 'ONLINE' as const);
  const outcome = fc.constantFrom(captured, declined, unknown);
  const answers = fc.array(fc.tuple(fc.nat(2), outcome, fc.boolean()), { maxLength: 12 });

  it('keeps the money that a booking holds equal to what its seats cost, once nothing is open', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('CONFIRM' as const, 'BOOK' as const),
        amounts,
        fc.array(tender, { minLength: 3, maxLength: 3 }),
        answers,
        (flow, parts, tenders, told) => {
          const asked = parts.map((amount, index) => [tenders[index] ?? 'CARD', amount] as const);
          let booking: BookingDraft = { ...waiting(flow, asked), totalMinor: sumMinor(parts) };
          for (const [which, said, seatsAreGone] of told) {
            const change = answer(booking, which, said);
            if (!change) continue;
            const { status } = change.next;
            expect(status === booking.status || mayStep(booking.status, status)).toBe(true);
            const claimsAnew = change.next.claims && !booking.claims;
            booking = claimsAnew && seatsAreGone ? withoutSeats(change, booking).next : change.next;
          }
          expect(wrongWith(booking)).toEqual([]);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

/** What must not be true of a booking, whatever it went through. */
function wrongWith(booking: BookingDraft): readonly string[] {
  const held = heldMinor(booking);
  const isLookedAfter = booking.dueAt !== null;
  return [
    ...(booking.status === 'BOOKED' && held !== booking.totalMinor ? ['holds other than its price'] : []),
    ...(booking.status === 'FAILED' && held > 0 && !isLookedAfter ? ['keeps money for nothing'] : []),
    ...(booking.payments.some(isOpen) && !isLookedAfter ? ['forgets an open payment'] : []),
  ];
}
