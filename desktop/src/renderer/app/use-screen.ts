import { useEffect, useState } from 'react';
import type { Screen } from './screens.ts';

interface ScreenState {
  readonly screen: Screen;
  readonly onScreen: (screen: Screen) => void;
  /** Back to where one was before the settings. */
  readonly onBack: () => void;
}

/**
 * Which screen is open. Ctrl and comma turn to the settings of the machine and back, as in other programs; Shift and F5 to
 * the till's shift, Shift and F7 to the door.
 */
export function useScreen(): ScreenState {
  const [{ screen, before }, setPlace] = useState<Record<'screen' | 'before', Screen>>({
    screen: 'sell',
    before: 'sell',
  });
  const onScreen = (next: Screen): void =>
    setPlace({ screen: next, before: isAside(screen) ? before : screen });
  const onBack = (): void => onScreen(before);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const wanted = wantedBy(event);
      if (wanted === null || isBehindDialog(event)) return;
      event.preventDefault();
      if (event.repeat) return;
      if (screen === wanted) onBack();
      else onScreen(wanted);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
  return { screen, onScreen, onBack };
}

/** What one looks at for a moment: the way back is to where one worked. */
function isAside(screen: Screen): boolean {
  return screen === 'settings' || screen === 'door' || screen === 'shift';
}

function wantedBy({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): Screen | null {
  if (altKey || metaKey) return null;
  if (key === ',' && ctrlKey) return 'settings';
  if (!shiftKey || ctrlKey) return null;
  if (key === 'F5') return 'shift';
  return key === 'F7' ? 'door' : null;
}

function isBehindDialog({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role="dialog"], .popover, .take-over') !== null;
}
