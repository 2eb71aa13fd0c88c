import type { Denomination } from '@foyer/shared/http/cash';
import { totalOf } from '@foyer/shared/http/cash';
import { parseMoney } from '../../ui/money-text.ts';
import { denominationsOf } from './denominations.ts';

/** What somebody is typing while they count: how many of each value, the terminal's own total, and one amount. */
export interface CountDraft {
  /** What is counted: the id of a shift, or the float of one that is to be opened. */
  readonly of: string;
  readonly pieces: Readonly<Record<number, string>>;
  readonly amount: string;
  readonly card: string;
}

export function emptyCount(of: string): CountDraft {
  return { of, pieces: {}, amount: '', card: '' };
}

/** Every value with how many were typed, notes from the largest first; an amount where no values are known. */
export function countOf(draft: CountDraft, currency: string): readonly Denomination[] | null {
  const values = valuesOf(currency);
  if (values === null) {
    const amountMinor = parseMoney(draft.amount, currency);
    return amountMinor === null ? null : [asOnePiece(amountMinor)];
  }
  return values.map((valueMinor) => ({ valueMinor, count: Number(draft.pieces[valueMinor] ?? 0) }));
}

export function countedMinor(draft: CountDraft, currency: string): number {
  return totalOf(countOf(draft, currency) ?? []);
}

/** In the order in which they are typed; null where the currency's are not known. */
export function valuesOf(currency: string): readonly number[] | null {
  const all = denominationsOf(currency);
  return all && [...all.notes, ...all.coins];
}

/** What the terminal says, which may be below nothing; undefined where nothing is said, null where it is no amount. */
export function cardMinorOf({ card }: CountDraft, currency: string): number | null | undefined {
  const text = card.trim();
  if (text === '') return undefined;
  const isNegative = /^[-−]/.test(text);
  const amountMinor = parseMoney(isNegative ? text.slice(1) : text, currency);
  return amountMinor === null || !isNegative ? amountMinor : 0 - amountMinor;
}

/** What a coin or note is called: without decimals that say nothing, e.g. `€50` and `€0.50`. */
export function valueName(valueMinor: number, currency: string): string {
  const format = new Intl.NumberFormat('en-IE', { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  const isWhole = valueMinor % 10 ** decimals === 0;
  const options = isWhole ? { maximumFractionDigits: 0 } : {};
  return new Intl.NumberFormat('en-IE', { style: 'currency', currency, ...options }).format(
    valueMinor / 10 ** decimals,
  );
}

function asOnePiece(amountMinor: number): Denomination {
  return amountMinor === 0 ? { valueMinor: 1, count: 0 } : { valueMinor: amountMinor, count: 1 };
}
