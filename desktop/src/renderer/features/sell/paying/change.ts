import { decimalsOf } from '@foyer/shared/money';

export interface ChangeHint {
  readonly givenMinor: number;
  readonly changeMinor: number;
}

/** What guests put down, in major units; a currency without a list of its own has notes like the euro's. */
const notes: Readonly<Record<string, readonly number[]>> = {
  EUR: [5, 10, 20, 50, 100, 200],
  GBP: [5, 10, 20, 50],
  USD: [1, 5, 10, 20, 50, 100],
  CHF: [10, 20, 50, 100, 200],
  PLN: [10, 20, 50, 100, 200],
  DKK: [50, 100, 200, 500],
  NOK: [50, 100, 200, 500],
  SEK: [20, 50, 100, 200, 500],
  CZK: [100, 200, 500, 1_000, 2_000],
  HUF: [500, 1_000, 2_000, 5_000, 10_000, 20_000],
  JPY: [1_000, 5_000, 10_000],
};
const likeTheEuro = [5, 10, 20, 50, 100, 200];

/** What guests are likely to put down for a sum, at most three amounts, and what they get back. */
export function changeHints(totalMinor: number, currency: string): readonly ChangeHint[] {
  if (totalMinor <= 0) return [];
  const minorPerMajor = 10 ** decimalsOf(currency);
  const given = (notes[currency] ?? likeTheEuro).map(
    (note) => Math.ceil(totalMinor / (note * minorPerMajor)) * note * minorPerMajor,
  );
  return [...new Set(given)]
    .filter((givenMinor) => givenMinor > totalMinor)
    .sort((one, other) => one - other)
    .slice(0, 3)
    .map((givenMinor) => ({ givenMinor, changeMinor: givenMinor - totalMinor }));
}
