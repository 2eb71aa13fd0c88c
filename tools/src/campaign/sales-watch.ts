import type { Settled } from './actors/actor.ts';

/** Tells when people can buy again. */
export type SalesWatch = {
  readonly settled: (settled: Settled) => void;
  /** The time at which a sale was acknowledged that had begun after `at`; null when none comes any more. */
  readonly nextSaleAfter: (at: number) => Promise<number | null>;
  readonly close: () => void;
};

type Waiting = { readonly after: number; readonly give: (soldAt: number | null) => void };

export function watchSales(now: () => number): SalesWatch {
  let waiting: Waiting[] = [];
  let isClosed = false;
  return {
    settled: ({ wish, answer, beganAt }) => {
      if (waiting.length === 0 || answer.kind !== 'ok' || answer.booking?.status !== 'BOOKED') return;
      if (wish.call.does !== 'confirm' && wish.call.does !== 'pay') return;
      const due = waiting.filter(({ after }) => beganAt >= after);
      waiting = waiting.filter((one) => !due.includes(one));
      for (const { give } of due) give(now());
    },
    nextSaleAfter: (after) =>
      isClosed ? Promise.resolve(null) : new Promise((give) => waiting.push({ after, give })),
    close: () => {
      isClosed = true;
      for (const { give } of waiting) give(null);
      waiting = [];
    },
  };
}
