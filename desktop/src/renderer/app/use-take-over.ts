import { useState, useSyncExternalStore } from 'react';
import { useDevice } from '../data/device.tsx';
import type { Cart } from '../features/sell/cart/cart.ts';
import type { Sale } from '../features/sell/cart/sale.ts';
import { useKeys } from '../ui/use-keys.ts';
import { useIdleLock } from './use-idle-lock.ts';

/** What stands before the counter. */
export type TakeOver = 'locked' | 'switch' | WhyNot | null;

/** What keeps cashiers from taking turns. */
export type WhyNot = 'no-till' | 'in-sale' | 'in-request' | 'in-exchange';

export interface TakeOverState {
  readonly takeOver: TakeOver;
  readonly onSwitch: () => void;
  readonly onBack: () => void;
}

/** When the till is locked, and when cashiers take turns: by F6, at an enrolled till, between two guests, while nothing that was asked for is open. */
export function useTakeOver(sale: Sale, isAsking: boolean, isExchanging = false): TakeOverState {
  const { bridge, info, session, till } = useDevice();
  const cart = useSyncExternalStore(sale.subscribe, sale.snapshot);
  const [wanted, setWanted] = useState<Exclude<TakeOver, 'locked'>>(null);
  const isLocked = session.kind === 'signed-in' && session.locked;
  const locks = till.till !== null && !isLocked && info.lockMinutes > 0;
  useIdleLock({
    afterMs: locks ? info.lockMinutes * 60_000 : null,
    isBusy: isServing(cart) || isExchanging,
    onLock: () => void bridge.lock(),
  });
  const onSwitch = (): void => {
    if (till.till === null) setWanted('no-till');
    else if (cart.lines.length > 0 || isServing(cart)) setWanted('in-sale');
    else if (isExchanging) setWanted('in-exchange');
    else setWanted(isAsking ? 'in-request' : 'switch');
  };
  useKeys({ F6: onSwitch });
  return { takeOver: isLocked ? 'locked' : wanted, onSwitch, onBack: () => setWanted(null) };
}

/** Whether the server keeps something for this guest, or is being asked to. */
export function isServing({ hold, phase, underWay }: Cart): boolean {
  const isPaying = phase.kind === 'paying' || phase.kind === 'unsure' || phase.kind === 'owed';
  return hold !== null || isPaying || Object.keys(underWay).length > 0;
}
