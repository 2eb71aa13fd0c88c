import type { InvariantRepository } from './invariant.repository.ts';
import type { Finding, Look } from './invariants.ts';
import { judgeSeatFacts, type Run } from './judge-seat-facts.ts';

const epochsAtOnce = 50;
const factsAtOnce = 500;

/** A stretch of one hall's epoch that the trail says it has, as text: its numbers, and behind them `showtime:epoch`. */
const subjectOf = (id: string, { from, to }: Run): string => `${from}|${to}|${id}`;

/**
 * I6 for seats: of what the trail has passed in each epoch, every change is in it or told as lost. What Redis still has
 * is on its way, and no matter here.
 */
export function lookAtSeatFacts(repository: InvariantRepository): Look {
  return {
    judges: ['I6'],
    async *slices() {
      for (let after = ''; ;) {
        const epochs = await repository.epochs(after, epochsAtOnce);
        const last = epochs.at(-1);
        if (!last) return;
        for (const { id, through } of epochs) {
          // The first change of an epoch says that it began, which is no fact about a seat.
          for (let from = 2; from <= through; from += factsAtOnce) {
            yield [subjectOf(id, { from, to: Math.min(through, from + factsAtOnce - 1) })];
          }
        }
        after = last.id;
      }
    },
    async judge(subjects, source) {
      const findings: Finding[] = [];
      let looked = 0;
      for (const subject of subjects) {
        const [from = '', to = '', id = ''] = subject.split('|');
        const stretch: Run = { from: Number(from), to: Number(to) };
        const recorded = await repository.seatFacts(id, stretch, source);
        // Read only where something is missing: nearly never.
        const isWhole = recorded.size === stretch.to - stretch.from + 1;
        const gaps = isWhole ? [] : await repository.gapsOf(id, source);
        findings.push(...judgeSeatFacts({ id, subject, stretch, recorded, gaps }));
        looked += recorded.size;
      }
      return { findings, looked: { I6: looked } };
    },
  };
}
