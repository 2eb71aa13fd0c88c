import { useSyncExternalStore } from 'react';

interface ChoiceParts<Value> {
  readonly storageKey: string;
  /** What stands for the kept text; it is null before anybody chose. */
  readonly parse: (kept: string | null) => Value;
  /** What is kept of it, where its own text won't do. */
  readonly format?: (value: Value) => string;
  /** Makes the page look or behave like that. */
  readonly apply?: (value: Value) => void;
}

export interface KeptChoice<Value> {
  readonly read: () => Value;
  readonly keep: (value: Value) => void;
  /** The same wherever it is shown. */
  readonly useValue: () => Value;
}

/** Something that is chosen once for this machine and kept over a restart. */
export function keptChoice<Value extends string | number | boolean>(
  parts: ChoiceParts<Value>,
): KeptChoice<Value> {
  const { storageKey, parse, format = String, apply } = parts;
  const listeners = new Set<() => void>();
  const read = (): Value => parse(localStorage.getItem(storageKey));
  const follow = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    read,
    keep: (value) => {
      localStorage.setItem(storageKey, format(value));
      apply?.(value);
      for (const listener of listeners) listener();
    },
    useValue: () => useSyncExternalStore(follow, read),
  };
}
