/** Numbers operations and lets the nemesis keep up: no operation beyond a fault's turn begins before it is over. */
export type Gate = {
  readonly admit: () => Promise<number | null>;
  /** How many have begun. */
  readonly begun: () => number;
  /** Resolves when so many have begun. */
  readonly reached: (operations: number) => Promise<void>;
  /** Nothing beyond this number may begin until it is raised. */
  readonly allowUpTo: (operations: number) => void;
  /** Lets nobody in any more. */
  readonly close: () => void;
};

type Waiting = { readonly at: number; readonly go: () => void };

export function openGate(total: number): Gate {
  let begun = 0;
  let allowed = total;
  let isClosed = false;
  let actors: (() => void)[] = [];
  let watchers: Waiting[] = [];
  const wake = (): void => {
    const waiting = actors;
    actors = [];
    for (const go of waiting) go();
  };
  return {
    begun: () => begun,
    admit: async () => {
      while (begun >= allowed && begun < total && !isClosed) {
        await new Promise<void>((resolve) => actors.push(resolve));
      }
      if (begun >= total || isClosed) return null;
      begun += 1;
      if (watchers.some(({ at }) => at <= begun)) {
        const due = watchers.filter(({ at }) => at <= begun);
        watchers = watchers.filter(({ at }) => at > begun);
        for (const { go } of due) go();
      }
      return begun;
    },
    reached: (operations) =>
      operations <= begun || isClosed
        ? Promise.resolve()
        : new Promise((resolve) => watchers.push({ at: operations, go: resolve })),
    allowUpTo: (operations) => {
      allowed = operations;
      wake();
    },
    close: () => {
      isClosed = true;
      wake();
      for (const { go } of watchers) go();
      watchers = [];
    },
  };
}
