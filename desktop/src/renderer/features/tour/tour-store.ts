import { useState } from 'react';

export interface Tour {
  /** Which step is on screen; null where none is. */
  readonly step: number | null;
  readonly onStep: (step: number) => void;
  readonly onLeave: () => void;
  readonly onAgain: () => void;
}

/** The tour begins by itself once for each person on a machine, and never again once it was left. */
export function useTour(person: string): Tour {
  const key = `foyer:tour:${person}`;
  const [step, setStep] = useState(() => (localStorage.getItem(key) === null ? 0 : null));
  return {
    step,
    onStep: setStep,
    onLeave: () => {
      localStorage.setItem(key, 'seen');
      setStep(null);
    },
    onAgain: () => setStep(0),
  };
}
