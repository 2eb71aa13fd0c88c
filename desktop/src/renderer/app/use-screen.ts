import { useEffect, useState } from 'react';
import type { Screen } from './screens.ts';

interface ScreenState {
  readonly screen: Screen;
  readonly onScreen: (screen: Screen) => void;
  /** Back to where one was before the settings. */
  readonly onBack: () => void;
}

/** Which screen is open. Ctrl and comma turn to the settings of the machine and back, as in other programs. */
export function useScreen(): ScreenState {
  const [{ screen, before }, setPlace] = useState<Record<'screen' | 'before', Screen>>({
    screen: 'sell',
    before: 'sell',
  });
  const onScreen = (next: Screen): void =>
    setPlace({ screen: next, before: screen === 'settings' ? before : screen });
  const onBack = (): void => onScreen(before);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isWanted = event.key === ',' && event.ctrlKey && !event.altKey && !event.metaKey;
      if (!isWanted || isBehindDialog(event)) return;
      event.preventDefault();
      if (screen === 'settings') onBack();
      else onScreen('settings');
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
  return { screen, onScreen, onBack };
}

function isBehindDialog({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role="dialog"], .popover, .take-over') !== null;
}
