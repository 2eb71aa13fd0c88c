/** Strikes when its turn has come by number of operations, one fault at a time, and measures how the house recovers. */
import type { Gate } from '../gate.ts';
import type { HistoryWriter } from '../history/history-writer.ts';
import type { Random } from '../random.ts';
import type { SystemUnderTest } from '../system/system-under-test.ts';
import { type Fault, NotReached } from './faults.ts';

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
  readonly say: (line: string) => void;
};

/** Operations that are kept back for the last strike. */
const lastKept = 1_000;
/** Operations kept back for the trickle, so that a short run does not end before its faults. */
const mostSpared = 100;
/** How often one kind is tried again where nothing came to its point. */
const mostRetries = 10;

/** Each kind so often, in an order of its own: turns are spread evenly over the run. */
export function planStrikes(
  kinds: readonly Fault[],
  { each, random }: { readonly each: number; readonly random: Random },
): readonly Fault[] {
  return Array.from({ length: each }, () => random.shuffled(kinds)).flat();
}

/**
 * Resolves when all have struck, or were tried often enough. Throws where a fault can not be done or undone: then
 * nothing is proven.
 */
export async function runNemesis(
  strikes: readonly Fault[],
  operations: number,
  options: NemesisOptions,
): Promise<readonly Struck[]> {
  const { gate, say } = options;
  // Something has to come to the last one's point, too.
  const end = operations - Math.min(lastKept, Math.floor(operations / 8));
  const struck: Struck[] = [];
  const retries = new Map<string, number>();
  const left = [...strikes];
  let turn = nextTurn(0, { left: left.length, end });
  for (let fault = left.shift(); fault !== undefined; fault = left.shift()) {
    const next = nextTurn(turn, { left: left.length, end });
    gate.allowUpTo(next - Math.min(mostSpared, Math.floor((next - turn) / 2)));
    await gate.reached(turn);
    // Where nobody is left to be hurt nothing is proven: the counts stay short.
    if (gate.begun() >= operations) break;
    const outcome = await strikeOnce(fault, options);
    // Where people went on meanwhile, the rest gets closer together.
    turn = nextTurn(Math.max(turn, gate.begun()), { left: left.length, end });
    if (outcome !== null) {
      struck.push(outcome);
      continue;
    }
    const retry = (retries.get(fault.name) ?? 0) + 1;
    retries.set(fault.name, retry);
    const isGivenUp = retry > mostRetries;
    if (!isGivenUp) left.splice(1, 0, fault);
    say(`${fault.name}: nothing came to it; ${isGivenUp ? 'given up' : 'tried again later'}`);
  }
  gate.allowUpTo(operations);
  return struck;
}

/** Spreads what is left evenly over the rest of the run. */
function nextTurn(from: number, { left, end }: { readonly left: number; readonly end: number }): number {
  return from + Math.floor(Math.max(0, end - from) / (left + 1));
}

async function strikeOnce(fault: Fault, options: NemesisOptions): Promise<Struck | null> {
  const { system, history, random, now, nextSaleAfter } = options;
  const { name, losesHolds } = fault;
  const beganAt = now();
  let mendedAt = beganAt;
  let sale: Promise<number | null> | undefined;
  const mended = (): void => {
    mendedAt = now();
    sale = nextSaleAfter(mendedAt);
  };
  history.write({ kind: 'fault', fault: name, at: beganAt, phase: 'strikes', losesHolds });
  const isDone = await fault.strike(system, { random, mended }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof NotReached) return false;
      throw error;
    },
  );
  history.write({ kind: 'fault', fault: name, at: now(), phase: 'over', losesHolds });
  if (!isDone) return null;
  const soldAt = await (sale ?? nextSaleAfter(mendedAt));
  return { fault: name, outageMs: (soldAt ?? now()) - beganAt, recoveryMs: (soldAt ?? now()) - mendedAt };
}
