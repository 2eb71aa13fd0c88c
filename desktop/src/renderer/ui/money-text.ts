import { decimalsOf } from '@foyer/shared/money';

/** What somebody typed as an amount, in minor units; null where it is none. Comma and point both part the decimals. */
export function parseMoney(text: string, currency: string): number | null {
  const decimals = decimalsOf(currency);
  const match = /^(\d{1,6})(?:[.,](\d*))?$/.exec(text.trim());
  const [, whole, part = ''] = match ?? [];
  if (whole === undefined || part.length > decimals) return null;
  return Number(whole) * 10 ** decimals + Number(part.padEnd(decimals, '0'));
}
