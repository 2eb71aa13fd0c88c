import { useCallback, useState } from 'react';
import { focusHall, focusReceipt } from '../features/sell/hall/focus-hall.ts';
import { focusChosenRow } from '../ui/chosen-row.ts';
import { useKeys } from '../ui/use-keys.ts';

/** Whether the drawer is asked about: by F5 or a button of the footer, on every screen of the counter. */
export function useDrawer(isAtCounter: boolean) {
  const [isAsked, setAsked] = useState(false);
  const open = (): void => {
    if (!isAtCounter) return;
    setAsked(true);
    // Asked again, it gets the keyboard.
    document.querySelector<HTMLElement>('.drawer-strip button')?.focus();
  };
  useKeys({ F5: open });
  const letGo = useCallback(() => {
    // Unless somebody works elsewhere by now.
    if (!document.activeElement?.matches('body, .drawer-strip *')) return;
    if (!focusChosenRow() && !focusReceipt()) focusHall();
  }, []);
  const close = useCallback(() => {
    setAsked(false);
    letGo();
  }, [letGo]);
  return { isAsked, open, letGo, close };
}
