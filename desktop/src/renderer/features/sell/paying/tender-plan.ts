/** How a guest pays, before anything is sent: in one piece, or in parts. Pure. */
import type { PaymentRequest } from '@foyer/shared/http/bookings';
import { maxPaymentsPerCall } from '@foyer/shared/http/booking-flow';
import { sumMinor } from '@foyer/shared/money';

export type CounterTender = 'CASH' | 'CARD';

/** A share of the sum that is to be paid like this. */
export interface Part {
  readonly tender: CounterTender;
  readonly amountMinor: number;
}

/** Everything that is due, as it is sent. */
export interface Tendered {
  readonly payments: readonly PaymentRequest[];
  /** What the guest put down in cash altogether; null where nobody said. */
  readonly givenMinor: number | null;
}

/** What a tender key does with the amount that was typed, if one was. */
export type TenderStep =
  | { readonly kind: 'pay'; readonly tendered: Tendered }
  | { readonly kind: 'lay'; readonly part: Part }
  | { readonly kind: 'too-much' }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'unreadable' };

export interface Plan {
  readonly dueMinor: number;
  readonly parts: readonly Part[];
}

export function leftMinor({ dueMinor, parts }: Plan): number {
  return dueMinor - sumMinor(parts.map(({ amountMinor }) => amountMinor));
}

/** `typed` is null where the field is empty: then it is about all that is left. NaN stands for what is no amount. */
export function stepFor(plan: Plan, tender: CounterTender, typedMinor: number | null): TenderStep {
  const left = leftMinor(plan);
  if (typedMinor === null) return { kind: 'pay', tendered: tenderedOf(plan, tender, null) };
  if (Number.isNaN(typedMinor) || typedMinor <= 0) return { kind: 'unreadable' };
  if (typedMinor < left) {
    const isFull = plan.parts.length >= maxPaymentsPerCall - 1;
    return isFull ? { kind: 'too-many' } : { kind: 'lay', part: { tender, amountMinor: typedMinor } };
  }
  if (tender === 'CARD' && typedMinor > left) return { kind: 'too-much' };
  return { kind: 'pay', tendered: tenderedOf(plan, tender, typedMinor) };
}

export function inCash(totalMinor: number): Tendered {
  return tenderedOf({ dueMinor: totalMinor, parts: [] }, 'CASH', null);
}

/** Whether cash alone pays it: then the money is there at once. */
export function isCashOnly(payments: readonly Pick<PaymentRequest, 'tender'>[]): boolean {
  return payments.every(({ tender }) => tender === 'CASH');
}

export function cashMinor(payments: readonly Pick<PaymentRequest, 'tender' | 'amountMinor'>[]): number {
  return sumMinor(payments.filter(({ tender }) => tender === 'CASH').map(({ amountMinor }) => amountMinor));
}

/** What goes back over the counter; null where nobody said what was given. */
export function changeMinor({ payments, givenMinor }: Tendered): number | null {
  return givenMinor === null ? null : givenMinor - cashMinor(payments);
}

/** Cash in several parts is one payment: it goes into one drawer. */
function tenderedOf(plan: Plan, tender: CounterTender, typedMinor: number | null): Tendered {
  const left = leftMinor(plan);
  const parts = [...plan.parts, { tender, amountMinor: left }];
  const cash = cashMinor(parts);
  const hasCash = parts.some((part) => part.tender === 'CASH');
  const cards = parts.filter((part) => part.tender === 'CARD');
  const saysGiven = tender === 'CASH' && typedMinor !== null;
  return {
    payments: [...(hasCash ? [{ tender: 'CASH', amountMinor: cash } as const] : []), ...cards],
    givenMinor: saysGiven ? cash - left + typedMinor : null,
  };
}
