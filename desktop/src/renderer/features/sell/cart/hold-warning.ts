import { useEffect } from 'react';
import { playLapsed, playWarning } from '../../../ui/sounds.ts';
import type { Sale } from './sale.ts';

/** The last minute of a hold is the time to act. */
export const warnBeforeMs = 60_000;

interface Sounds {
  readonly warn: () => void;
  readonly lapsed: () => void;
}

/** Lets the till be heard while somebody looks elsewhere: a minute before a hold runs out, and when it did. */
export function useHoldWarning(sale: Sale): void {
  useEffect(() => followHold(sale, { warn: playWarning, lapsed: playLapsed }), [sale]);
}

/** Each expiry is warned of once; an extension is a new one. */
export function followHold(sale: Pick<Sale, 'snapshot' | 'subscribe'>, sounds: Sounds): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let expiresAt: string | null = null;
  let { message } = sale.snapshot();
  const look = (): void => {
    const cart = sale.snapshot();
    if (cart.message !== message && cart.message?.lapsed) sounds.lapsed();
    message = cart.message;
    const next = cart.hold?.expiresAt ?? null;
    if (next === expiresAt) return;
    expiresAt = next;
    clearTimeout(timer);
    if (next !== null)
      timer = setTimeout(sounds.warn, Math.max(0, Date.parse(next) - warnBeforeMs - Date.now()));
  };
  look();
  const stop = sale.subscribe(look);
  return () => {
    clearTimeout(timer);
    stop();
  };
}
