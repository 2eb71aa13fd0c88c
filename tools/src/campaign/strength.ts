/** Whether a run was hard enough to prove anything. Pure. */
import type { Shares } from './checker/tally.ts';
import type { Struck } from './nemesis/nemesis.ts';

/** Of all operations; and how often each kind of fault strikes in a whole run. */
const wanted = { acknowledgedWrites: 0.25, paidSales: 0.1, strikes: 20 };
export const wholeRun = 1_000_000;

export type Strength = {
  /** What it lacks, a sentence each; empty where it is strong. */
  readonly lacks: readonly string[];
  /** What is said of the counts. */
  readonly scale: string;
};

/** How often each kind strikes in a run of so many operations: in proportion, and at least once. */
export function strikesIn(operations: number): number {
  return Math.max(1, Math.round((wanted.strikes * operations) / wholeRun));
}

export function judgeStrength(
  shares: Pick<Shares, 'operations' | 'acknowledgedWrites' | 'paidSales'>,
  run: {
    readonly operations: number;
    readonly faults: readonly string[];
    readonly struck: readonly Pick<Struck, 'fault'>[];
  },
): Strength {
  const { operations } = shares;
  const strikes = strikesIn(run.operations);
  const share = (what: string, count: number, least: number): readonly string[] =>
    count >= least * operations
      ? []
      : [`${percent(count / operations)} ${what}, wanted are ${percent(least)}`];
  const counts = Map.groupBy(run.struck, ({ fault }) => fault);
  const rare = run.faults.flatMap((fault) => {
    const count = counts.get(fault)?.length ?? 0;
    return count >= strikes ? [] : [`${fault} struck ${count} times, wanted are ${strikes}`];
  });
  const isWhole = run.operations >= wholeRun;
  return {
    lacks: [
      ...share('acknowledged writes', shares.acknowledgedWrites, wanted.acknowledgedWrites),
      ...share('paid sales', shares.paidSales, wanted.paidSales),
      ...rare,
    ],
    scale: isWhole
      ? `every kind of fault had to strike ${strikes} times`
      : `a run of ${run.operations}: every kind of fault had to strike ${strikes} times, scaled down from ${wanted.strikes} in ${wholeRun}`,
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
