/** Rounds that take turns, so that a slow minute of the machine meets both sides. */
import { spreadOf } from './statistics.ts';
import type { Bar, Figure } from './row.ts';

/** One side of a comparison; `run` answers what it reached in one round, more being better. */
export type Side = { readonly label: string; readonly unit: string; readonly run: () => Promise<number> };

export type Comparison = { readonly figures: readonly Figure[]; readonly ratio: Figure };

/** Ours, theirs, ours, theirs … after one round of each that does not count. */
export async function takeTurns(rounds: number, ours: Side, theirs: Side): Promise<Comparison> {
  const reached: { ours: number; theirs: number }[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const one = { ours: await ours.run(), theirs: await theirs.run() };
    if (round >= 0) reached.push(one);
  }
  return {
    figures: [
      figure(
        ours,
        reached.map((round) => round.ours),
      ),
      figure(
        theirs,
        reached.map((round) => round.theirs),
      ),
    ],
    ratio: figure(
      { label: 'ratio', unit: '' },
      reached.map((round) => round.ours / round.theirs),
    ),
  };
}

export function figure(of: Pick<Figure, 'label' | 'unit'>, values: readonly number[]): Figure {
  return { label: of.label, unit: of.unit, ...spreadOf(values) };
}

export function atLeast(figure: Figure, wanted: number): Bar {
  return { label: figure.label, wanted: { atLeast: wanted }, measured: figure.median };
}

export function atMost(figure: Figure, wanted: number): Bar {
  return { label: figure.label, wanted: { atMost: wanted }, measured: figure.median };
}
