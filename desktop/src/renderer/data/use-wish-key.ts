import { useRef } from 'react';

interface WishKey {
  /** The same for the same wish until it is done: what is sent again after a lost answer happens once. */
  readonly keyOf: (wish: unknown) => string;
  readonly done: () => void;
}

export function useWishKey(): WishKey {
  const last = useRef<{ readonly wish: string; readonly key: string } | null>(null);
  return {
    keyOf: (wish) => {
      const text = JSON.stringify(wish);
      if (last.current?.wish !== text) last.current = { wish: text, key: crypto.randomUUID() };
      return last.current.key;
    },
    done: () => {
      last.current = null;
    },
  };
}
