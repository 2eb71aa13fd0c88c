/** What `npm run bench -- …` was asked for. */
import { parseArgs } from 'node:util';

export type BenchOptions = {
  /** Empty means all. */
  readonly rows: readonly string[];
  readonly rounds: number;
  readonly scale: number;
  /** How long rows watch that watch something over time; 0 is not at all. */
  readonly minutes: number;
};

/** Throws one sentence for what it does not understand. */
export function readBenchOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      row: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string', default: '5' },
      scale: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '0' },
    },
  });
  const unknown = values.row.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`There is no row "${unknown}"; rows: ${known.join(', ')}.`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) {
    throw new Error(`--rounds wants a number from 1 to 100, not "${values.rounds}".`);
  }
  const scale = Number(values.scale);
  if (!(scale > 0 && scale <= 10)) throw new Error(`--scale wants a number up to 10, not "${values.scale}".`);
  const minutes = Number(values.minutes);
  if (!(minutes >= 0 && minutes <= 1_440)) {
    throw new Error(`--minutes wants a number up to 1440, not "${values.minutes}".`);
  }
  return { rows: values.row, rounds, scale, minutes };
}
