/** Ctrl-C, a termination or a closed terminal: the first one asks for an orderly stop, later ones change nothing. */

class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export type Interruption = {
  /** Resolves at the first signal. */
  readonly asked: Promise<void>;
  readonly isAsked: () => boolean;
  /** Throws `Interrupted` once a signal came: called between the steps of the start. */
  readonly check: () => void;
  /** The work's result, or `Interrupted` at the signal: only for work that leaves nothing to be stopped. */
  readonly during: <T>(work: Promise<T>) => Promise<T>;
};

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function listenForInterruption(say: (line: string) => void): Interruption {
  let isAsked = false;
  const asked = new Promise<void>((resolve) => {
    // Whoever read our output has gone (`npm start | head`): stop in order, with nobody to tell.
    for (const stream of [process.stdout, process.stderr]) {
      stream.on('error', () => {
        isAsked = true;
        resolve();
      });
    }
    for (const signal of signals) {
      process.on(signal, () => {
        if (isAsked) say('Still stopping in order; nothing is lost by waiting.');
        else say('Stopping in order…');
        isAsked = true;
        resolve();
      });
    }
  });
  const rejectWhenAsked = async (): Promise<never> => {
    await asked;
    throw new Interrupted();
  };
  return {
    asked,
    isAsked: () => isAsked,
    during: (work) => Promise.race([work, rejectWhenAsked()]),
    check: () => {
      if (isAsked) throw new Interrupted();
    },
  };
}
