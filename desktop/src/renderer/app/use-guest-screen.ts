import { useEffect, useState } from 'react';
import { useData } from '../data/data-layer.tsx';
import { useDevice } from '../data/device.tsx';
import { ask } from '../data/session.ts';
import { drawForGuest, nothingToSee } from '../features/guest/guest-drawing.ts';
import type { Sale } from '../features/sell/cart/sale.ts';
import { useKeys } from '../ui/use-keys.ts';
import { shownTheme } from './theme.ts';

/** The guest's screen follows this sale, unless the till is locked; F12 opens and closes it. Returns what F12 does. */
export function useGuestScreen(sale: Sale, isAtCounter: boolean): () => void {
  const { bridge } = useDevice();
  const { feed, queries } = useData();
  const isOpen = useIsOpen();
  useEffect(() => {
    if (!isOpen || !isAtCounter) return undefined;
    const stop = drawForGuest({
      sale,
      feed,
      queries,
      theme: shownTheme,
      show: (picture) => void bridge.showGuest(picture),
    });
    return () => {
      stop();
      void bridge.showGuest({ theme: shownTheme(), view: nothingToSee });
    };
  }, [bridge, sale, feed, queries, isOpen, isAtCounter]);
  const toggle = (): void => void bridge.toggleGuestScreen();
  useKeys({ F12: toggle });
  return toggle;
}

function useIsOpen(): boolean {
  const { bridge } = useDevice();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const undo = bridge.onGuestScreenChanged((state) => setOpen(state.isOpen));
    const begin = async (): Promise<void> => setOpen((await ask(bridge.guestScreenState())).isOpen);
    void begin();
    return undo;
  }, [bridge]);
  return isOpen;
}
