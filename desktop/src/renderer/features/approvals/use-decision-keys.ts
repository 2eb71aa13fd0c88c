import { useEffect, useRef } from 'react';
import { useKeys } from '../../ui/use-keys.ts';

/** Before that nobody has read a request: a press then was meant for the one before, or for something else. */
const readableAfterMs = 700;

interface DecisionKeys {
  readonly onGrant: () => void;
  readonly onRefuse: () => void;
  readonly onNote: () => void;
}

/** F7, F8 and F9, wherever the focus is. Answers the same acts for the buttons. */
export function useDecisionKeys(keys: DecisionKeys): {
  readonly grant: () => void;
  readonly refuse: () => void;
} {
  const shownAt = useRef<number | null>(null);
  useEffect(() => {
    shownAt.current ??= performance.now();
  }, []);
  const once = (act: () => void) => (): void => {
    if (shownAt.current !== null && performance.now() - shownAt.current >= readableAfterMs) act();
  };
  const grant = once(keys.onGrant);
  const refuse = once(keys.onRefuse);
  useKeys({ F7: keys.onNote, F8: grant, F9: refuse });
  return { grant, refuse };
}
