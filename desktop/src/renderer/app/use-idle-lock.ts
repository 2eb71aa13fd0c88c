import { useEffect, useRef } from 'react';

interface IdleLockParts {
  /** Null where nothing locks. */
  readonly afterMs: number | null;
  /** A guest is being served: not before that is over. */
  readonly isBusy: boolean;
  readonly onLock: () => void;
}

const inputs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
const lookEveryMs = 1_000;

/** Locks once nobody has touched the till for so long. */
export function useIdleLock({ afterMs, isBusy, onLock }: IdleLockParts): void {
  const latest = useRef({ isBusy, onLock });
  useEffect(() => {
    latest.current = { isBusy, onLock };
  });
  useEffect(() => {
    if (afterMs === null) return;
    let touchedAt = Date.now();
    const touch = (): void => {
      touchedAt = Date.now();
    };
    for (const input of inputs) window.addEventListener(input, touch, { capture: true, passive: true });
    const timer = setInterval(() => {
      const { isBusy: busy, onLock: lock } = latest.current;
      if (!busy && Date.now() - touchedAt >= afterMs) lock();
    }, lookEveryMs);
    return () => {
      clearInterval(timer);
      for (const input of inputs) window.removeEventListener(input, touch, { capture: true });
    };
  }, [afterMs]);
}
