import { decimalsOf } from '@foyer/shared/money';

/** Terminals count in major units; the number of decimals is the currency's own. */
export function toMajor(amountMinor: number, currency: string): number {
  return Number((amountMinor / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency)));
}

export function toMinor(amount: number, currency: string): number {
  return Math.round(amount * 10 ** decimalsOf(currency));
}
