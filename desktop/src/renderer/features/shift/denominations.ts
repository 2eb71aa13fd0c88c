/** Coins and notes by value in minor units, largest first. What is both a coin and a note is counted as one. */
export interface Denominations {
  readonly notes: readonly number[];
  readonly coins: readonly number[];
}

/** What a drawer of this currency holds; null where nobody has said so yet, and it is counted as one amount. */
export function denominationsOf(currency: string): Denominations | null {
  return known[currency] ?? null;
}

/** By the central banks' own lists of what they issue and take. */
const known: Readonly<Record<string, Denominations>> = {
  EUR: {
    notes: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500],
    coins: [200, 100, 50, 20, 10, 5, 2, 1],
  },
  GBP: { notes: [5_000, 2_000, 1_000, 500], coins: [200, 100, 50, 20, 10, 5, 2, 1] },
  CHF: { notes: [100_000, 20_000, 10_000, 5_000, 2_000, 1_000], coins: [500, 200, 100, 50, 20, 10, 5] },
  USD: { notes: [10_000, 5_000, 2_000, 1_000, 500, 200, 100], coins: [50, 25, 10, 5, 1] },
  CAD: { notes: [10_000, 5_000, 2_000, 1_000, 500], coins: [200, 100, 25, 10, 5] },
  AUD: { notes: [10_000, 5_000, 2_000, 1_000, 500], coins: [200, 100, 50, 20, 10, 5] },
  SEK: { notes: [100_000, 50_000, 20_000, 10_000, 5_000, 2_000], coins: [1_000, 500, 200, 100] },
  NOK: { notes: [100_000, 50_000, 20_000, 10_000, 5_000], coins: [2_000, 1_000, 500, 100] },
  DKK: { notes: [50_000, 20_000, 10_000, 5_000], coins: [2_000, 1_000, 500, 200, 100, 50] },
  PLN: {
    notes: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000],
    coins: [500, 200, 100, 50, 20, 10, 5, 2, 1],
  },
  CZK: {
    notes: [500_000, 200_000, 100_000, 50_000, 20_000, 10_000],
    coins: [5_000, 2_000, 1_000, 500, 200, 100],
  },
  JPY: { notes: [10_000, 5_000, 2_000, 1_000], coins: [500, 100, 50, 10, 5, 1] },
};
