import type { CounterTender, MovementKind, ShiftPerson } from '@foyer/shared/http/shift-reports';
import { formatMoney } from '@foyer/shared/money';

export const tenderWords: Readonly<Record<CounterTender, string>> = { CASH: 'Cash', CARD: 'Card' };

export const movementWords: Readonly<Record<MovementKind, string>> = {
  DROP: 'To the safe',
  PAY_OUT: 'Paid out',
  PAY_IN: 'Paid in',
};

export function personWord({ name }: ShiftPerson): string {
  return name ?? 'somebody who is gone';
}

/** Cash that went out of the drawer stands with a minus. */
export function movedMoney(
  { kind, amountMinor }: { readonly kind: MovementKind; readonly amountMinor: number },
  currency: string,
): string {
  return formatMoney(kind === 'PAY_IN' ? amountMinor : -amountMinor, currency);
}

/** How a count differs from what should be there, e.g. `€5.00 too little`. */
export function differenceWords(varianceMinor: number, currency: string): string {
  if (varianceMinor === 0) return 'exact';
  const money = formatMoney(Math.abs(varianceMinor), currency);
  return `${money} too ${varianceMinor < 0 ? 'little' : 'much'}`;
}
