import { useEffect, useState, useSyncExternalStore } from 'react';
import { useDevice } from '../data/device.tsx';
import type { Cart } from '../features/sell/cart/cart.ts';
import type { Sale } from '../features/sell/cart/sale.ts';
import { useIdleLock } from './use-idle-lock.ts';

/** What stands before the counter. */
export type TakeOver = 'locked' | 'switch' | 'no-till' | 'in-sale' | null;

export interface TakeOverState {
  readonly takeOver: TakeOver;
  readonly onSwitch: () => void;
  readonly onBack: () => void;
}

/** When the till is locked, and when cashiers take turns: by F6, at an enrolled till, between two guests. */
export function useTakeOver(sale: Sale): TakeOverState {
  const { bridge, info, session, till } = useDevice();
  const cart = useSyncExternalStore(sale.subscribe, sale.snapshot);
  const [wanted, setWanted] = useState<Exclude<TakeOver, 'locked'>>(null);
  const isLocked = session.kind === 'signed-in' && session.locked;
  const locks = till.till !== null && !isLocked && info.lockMinutes > 0;
  useIdleLock({
    afterMs: locks ? info.lockMinutes * 60_000 : null,
    isBusy: isServing(cart),
    onLock: () => void bridge.lock(),
  });
  const onSwitch = (): void => {
    if (till.till === null) setWanted('no-till');
    else setWanted(cart.lines.length > 0 || isServing(cart) ? 'in-sale' : 'switch');
  };
  useKey('F6', onSwitch);
  return { takeOver: isLocked ? 'locked' : wanted, onSwitch, onBack: () => setWanted(null) };
}

/** Whether the server keeps something for this guest, or is being asked to. */
export function isServing({ hold, phase, underWay }: Cart): boolean {
  return (
    hold !== null || phase.kind === 'paying' || phase.kind === 'unsure' || Object.keys(underWay).length > 0
  );
}

function useKey(name: string, act: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== name) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}
