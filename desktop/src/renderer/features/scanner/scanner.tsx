import { createContext, type ReactNode, useContext, useEffect, useEffectEvent } from 'react';
import type { Scan } from './burst.ts';

/** Passes on what was scanned. While nobody listens, at a till that is locked or signed out, it is dropped. */
export class Scanner {
  readonly #listeners = new Set<(scan: Scan) => void>();

  readonly hear = (scan: Scan): void => {
    for (const listener of this.#listeners) listener(scan);
  };

  follow(listener: (scan: Scan) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

const Context = createContext<Scanner | null>(null);

export function ScannerProvider({
  scanner,
  children,
}: {
  readonly scanner: Scanner;
  readonly children: ReactNode;
}): ReactNode {
  return <Context.Provider value={scanner}>{children}</Context.Provider>;
}

/** Hears of every scan as long as the component lives and `isListening`. */
export function useScans(isListening: boolean, onScan: (scan: Scan) => void): void {
  const scanner = useContext(Context);
  const hear = useEffectEvent(onScan);
  useEffect(
    () => (isListening && scanner ? scanner.follow((scan) => hear(scan)) : undefined),
    [scanner, isListening],
  );
}
