import { PaymentId, RefundId, SeatId, ShiftId, TillId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChargeOutcome } from '../payments/payment.port.ts';
import { systemAct, type ActContext } from '../seats/seats.ts';
import type { Drawer } from '../shifts/drawer.ts';
import { buildBooking } from './booking.harness.ts';
import type { BookingDraft, UnreportedMoney } from './booking.ts';
import { settlePayment } from './booking-payments.ts';
import { refundSeats } from './booking-refund.ts';
import { counterMoney } from './counter-money.ts';
import { heldMinor } from './money.ts';

const at = new Date('2026-11-25T18:00:00Z');
const drawerOf = (name: string): Drawer => ({
  tillId: TillId.parse(`til_${name}`),
  shiftId: ShiftId.parse(`shf_${name}`),
});
const [one, other] = [drawerOf('one'), drawerOf('other')];
const atTill = (drawer: Drawer | null): ActContext => ({ ...systemAct, till: 'til', drawer });

/** A booking of two seats for 23.00 with payments begun in a drawer. */
function waiting(tenders: readonly ('CASH' | 'CARD' | 'ONLINE')[], drawer: Drawer | null): BookingDraft {
  const {
    outbox: _outbox,
    unreported: _unreported,
    ...built
  } = buildBooking({
    showtimeId: 'st',
    seats: ['A1', 'A2'],
    status: 'PENDING',
    expiresAt: new Date(at.getTime() + 60_000),
  });
  const [pattern] = built.payments;
  if (!pattern) throw new Error('a built booking has a payment');
  const payments = tenders.map((tender, index) => ({
    ...pattern,
    id: PaymentId.parse(`pay_${index}`),
    tender,
    amountMinor: 2_300,
    drawer: tender === 'ONLINE' ? null : drawer,
  }));
  return { ...built, flow: 'BOOK', payments };
}

let refunds = 0;
const doing = (act: ActContext) => ({ act, at, refundId: RefundId.parse(`ref_${(refunds += 1)}`) });
const captured: ChargeOutcome = { kind: 'CAPTURED', providerRef: null, cardLast4: null };

function take(booking: BookingDraft, index: number, act: ActContext = systemAct): BookingDraft {
  const answer = { paymentId: booking.payments[index]?.id ?? '', outcome: captured };
  return settlePayment(booking, answer, doing(act))?.next ?? booking;
}

function giveBack(booking: BookingDraft, act: ActContext): BookingDraft {
  const wish = { seats: [SeatId.parse('A1')], reason: 'a test', approvalId: null };
  return refundSeats(booking, { ...wish, requestHash: 'r', payloadHash: 'p' }, doing(act)).next;
}

const told = (money: readonly UnreportedMoney[]) =>
  money.map(({ kind, amountMinor, shiftId }) => `${kind} ${amountMinor} ${shiftId}`);

describe('money of a till', () => {
  it('is a payment once it is captured, and nothing before', () => {
    const before = waiting(['CARD'], one);
    expect(counterMoney(null, before, at)).toEqual([]);
    const after = take(before, 0);
    expect(told(counterMoney(before, after, at))).toEqual(['PAYMENT 2300 shf_one']);
    expect(counterMoney(after, after, at)).toEqual([]);
  });

  it('is none online, and none where no shift was open', () => {
    for (const before of [waiting(['ONLINE'], one), waiting(['CARD'], null)]) {
      expect(counterMoney(before, take(before, 0), at)).toEqual([]);
    }
  });

  it('goes back from the drawer at which somebody stands, whichever it came into', () => {
    const paid = take(waiting(['CARD'], one), 0);
    expect(told(counterMoney(paid, giveBack(paid, atTill(other)), at))).toEqual(['REFUND 1150 shf_other']);
  });

  it('goes back from no shift in cash where none is open, and by card from the one that it came into', () => {
    const [card, cash] = [take(waiting(['CARD'], one), 0), take(waiting(['CASH'], one), 0)];
    expect(told(counterMoney(card, giveBack(card, atTill(null)), at))).toEqual(['REFUND 1150 shf_one']);
    expect(counterMoney(cash, giveBack(cash, atTill(null)), at)).toEqual([]);
  });

  it('goes back from the drawer that it is in where nobody stands at one', () => {
    const paid = take(waiting(['CARD'], one), 0);
    expect(told(counterMoney(paid, giveBack(paid, systemAct), at))).toEqual(['REFUND 1150 shf_one']);
    // A second card that comes late buys nothing.
    const twice = take(waiting(['CARD', 'CARD'], one), 0);
    expect(told(counterMoney(twice, take(twice, 1), at))).toEqual([
      'PAYMENT 2300 shf_one',
      'REFUND 2300 shf_one',
    ]);
  });

  it('is told once, step by step, and adds up to what the booking holds', () => {
    const steps = fc.array(fc.tuple(fc.nat(2), fc.constantFrom('take' as const, 'back' as const)), {
      maxLength: 8,
    });
    const tenders = fc.array(fc.constantFrom('CASH' as const, 'CARD' as const), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(tenders, steps, (some, walk) => {
        let booking = waiting(some, one);
        const all: UnreportedMoney[] = [];
        for (const [index, step] of walk) {
          const canGive = booking.status === 'BOOKED' && booking.seats.includes(SeatId.parse('A1'));
          if (step === 'back' && !canGive) continue;
          const next = step === 'take' ? take(booking, index) : giveBack(booking, atTill(other));
          all.push(...counterMoney(booking, next, at));
          booking = next;
        }
        expect(all.map(({ id }) => id).toSorted()).toEqual(
          counterMoney(null, booking, at)
            .map(({ id }) => id)
            .toSorted(),
        );
        const signed = all.map(({ kind, amountMinor }) => (kind === 'PAYMENT' ? amountMinor : -amountMinor));
        expect(sumMinor(signed)).toBe(heldMinor(booking));
      }),
    );
  });
});
