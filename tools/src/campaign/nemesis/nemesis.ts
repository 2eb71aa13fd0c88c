/** Strikes when its turn has come by number of operations, one fault at a time, and measures how the house recovers. */
import type { Gate } from '../gate.ts';
import type { HistoryWriter } from '../history/history-writer.ts';
import type { Random } from '../random.ts';
import type { SystemUnderTest } from '../system/system-under-test.ts';
import type { Fault } from './faults.ts';

export type Struck = {
  readonly fault: string;
  /** From the moment it struck until a sale that began after it was acknowledged. */
  readonly outageMs: number;
  /** The same from the moment the cause was gone. */
  readonly recoveryMs: number;
};

export type NemesisOptions = {
  readonly system: SystemUnderTest;
  readonly gate: Gate;
  readonly history: HistoryWriter;
  readonly random: Random;
  readonly now: () => number;
  /** Resolves with the time at which a sale was acknowledged that began after this time; null when the run is over. */
  readonly nextSaleAfter: (at: number) => Promise<number | null>;
};

/** Each kind so often, in an order of its own: turns are spread evenly over the run. */
export function planStrikes(
  kinds: readonly Fault[],
  { each, random }: { readonly each: number; readonly random: Random },
): readonly Fault[] {
  return Array.from({ length: each }, () => random.shuffled(kinds)).flat();
}

/** Resolves when all have struck. Throws where a fault can not be done or undone: then nothing is proven. */
export async function runNemesis(
  strikes: readonly Fault[],
  operations: number,
  options: NemesisOptions,
): Promise<readonly Struck[]> {
  const { gate } = options;
  const turns = strikes.map((_, index) => Math.floor(((index + 1) * operations) / (strikes.length + 1)));
  const struck: Struck[] = [];
  for (const [index, fault] of strikes.entries()) {
    gate.allowUpTo(turns[index + 1] ?? operations);
    await gate.reached(turns[index] ?? operations);
    struck.push(await strikeOnce(fault, options));
  }
  gate.allowUpTo(operations);
  return struck;
}

async function strikeOnce(fault: Fault, options: NemesisOptions): Promise<Struck> {
  const { system, history, random, now, nextSaleAfter } = options;
  const { name, losesHolds } = fault;
  const beganAt = now();
  let mendedAt = beganAt;
  history.write({ kind: 'fault', fault: name, at: beganAt, phase: 'strikes', losesHolds });
  await fault.strike(system, { random, mended: () => (mendedAt = now()) });
  history.write({ kind: 'fault', fault: name, at: now(), phase: 'over', losesHolds });
  const soldAt = await nextSaleAfter(mendedAt);
  return { fault: name, outageMs: (soldAt ?? now()) - beganAt, recoveryMs: (soldAt ?? now()) - mendedAt };
}
