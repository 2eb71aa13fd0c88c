/** Numbers operations and lets the nemesis keep up: beyond a fault's turn they only trickle until it is over. */
export type Gate = {
  readonly admit: () => Promise<number | null>;
  /** How many have begun. */
  readonly begun: () => number;
  /** Resolves when so many have begun. */
  readonly reached: (operations: number) => Promise<void>;
  /** What begins beyond this number has to wait, but never for ever: a fault may need operations to strike. */
  readonly allowUpTo: (operations: number) => void;
  /** Lets nobody in any more. */
  readonly close: () => void;
};

type Waiting = { readonly at: number; readonly go: () => void };

const trickleMs = 500;

export function openGate(total: number): Gate {
  let begun = 0;
  let allowed = total;
  let isClosed = false;
  let held: (() => void)[] = [];
  let watchers: Waiting[] = [];
  const hold = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, trickleMs);
      held.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  const release = (): void => {
    const waiting = held;
    held = [];
    for (const go of waiting) go();
  };
  const tellWatchers = (): void => {
    if (!isClosed && !watchers.some(({ at }) => at <= begun)) return;
    const due = watchers.filter(({ at }) => isClosed || at <= begun);
    watchers = watchers.filter((watcher) => !due.includes(watcher));
    for (const { go } of due) go();
  };
  return {
    begun: () => begun,
    admit: async () => {
      if (begun >= allowed) await hold();
      if (begun >= total || isClosed) return null;
      begun += 1;
      tellWatchers();
      return begun;
    },
    reached: (operations) =>
      operations <= begun || isClosed
        ? Promise.resolve()
        : new Promise((resolve) => watchers.push({ at: operations, go: resolve })),
    allowUpTo: (operations) => {
      allowed = operations;
      release();
    },
    close: () => {
      isClosed = true;
      release();
      tellWatchers();
    },
  };
}
