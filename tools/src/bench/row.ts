/** What one row of the bench measures and says. */
import type { Spread } from './statistics.ts';

/** A measured quantity over all rounds. */
export type Figure = Spread & { readonly label: string; readonly unit: string };

/** What the median of a figure has to reach. */
export type Bar = {
  readonly label: string;
  readonly wanted: { readonly atLeast: number } | { readonly atMost: number };
  readonly measured: number;
};

export type RowResult = {
  readonly rounds: number;
  readonly figures: readonly Figure[];
  readonly bars: readonly Bar[];
  /** What a reader has to know to judge the figures. */
  readonly notes: readonly string[];
};

export type Settings = {
  readonly rounds: number;
  /** Multiplies how much is done in a round; 1 for figures that are published. */
  readonly scale: number;
  /** How long to watch what changes over time; 0 is not at all. */
  readonly minutes: number;
  /** Where the row may leave logs. */
  readonly folder: string;
};

export type Row = {
  readonly name: string;
  readonly title: string;
  readonly measure: (settings: Settings) => Promise<RowResult>;
};

export function isMet({ wanted, measured }: Bar): boolean {
  return 'atLeast' in wanted ? measured >= wanted.atLeast : measured <= wanted.atMost;
}

/** How much to do in a round, never less than `least`. */
export function scaled(count: number, { scale }: Pick<Settings, 'scale'>, least = 1): number {
  return Math.max(least, Math.round(count * scale));
}
