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

/** So few go on at a trickle: if all took turns, everybody's holds would end before the next request. */
const walkers = 6;

/** At a trickle one operation begins every `trickleMs`. */
export function openGate(total: number, trickleMs: number): Gate {
  let begun = 0;
  let allowed = total;
  let isClosed = false;
  let held: ((how: 'alone' | 'with all') => void)[] = [];
  let watchers: Waiting[] = [];
  let ticks = 0;
  const release = (): void => {
    const all = held;
    held = [];
    for (const go of all) go('with all');
  };
  const timer = setInterval(() => {
    ticks += 1;
    // Who came last is in the middle of something.
    const [chosen] = held.splice(held.length - 1 - (ticks % Math.min(walkers, held.length)), 1);
    chosen?.('alone');
  }, trickleMs);
  const hold = (): Promise<'alone' | 'with all'> => new Promise((resolve) => held.push(resolve));
  const isOver = (): boolean => begun >= total || isClosed;
  const tellWatchers = (): void => {
    if (!isClosed && !watchers.some(({ at }) => at <= begun)) return;
    const due = watchers.filter(({ at }) => isClosed || at <= begun);
    watchers = watchers.filter((watcher) => !due.includes(watcher));
    for (const { go } of due) go();
  };
  return {
    begun: () => begun,
    admit: async () => {
      for (;;) {
        if (isOver()) return null;
        if (begun < allowed) break;
        if ((await hold()) === 'alone' && !isOver()) break;
      }
      begun += 1;
      if (begun >= total) release();
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
      clearInterval(timer);
      release();
      tellWatchers();
    },
  };
}
