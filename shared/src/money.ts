import { z } from 'zod';
import { madeOnce } from './made-once.ts';

/** ISO 4217 code, e.g. `EUR`. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'is not an ISO 4217 currency code');
export type Currency = z.infer<typeof Currency>;

/** An amount in the currency's minor unit (cents for EUR), never negative, never a fraction. */
export const AmountMinor = z.int().min(0).max(100_000_000);
export type AmountMinor = z.infer<typeof AmountMinor>;

/** Adds amounts in minor units. */
export function sumMinor(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

const moneyFormat = madeOnce(
  (currency: string) => new Intl.NumberFormat('en-IE', { style: 'currency', currency }),
);

/** How many decimals a currency is written with, e.g. 2 for EUR and 0 for JPY. */
export const decimalsOf = madeOnce(
  (currency: string) => moneyFormat(currency).resolvedOptions().maximumFractionDigits ?? 2,
);

/** Prints an amount for people, e.g. `€39.00`; the number of decimals is the currency's own. */
export function formatMoney(amountMinor: number, currency: string): string {
  return moneyFormat(currency).format(amountMinor / 10 ** decimalsOf(currency));
}
