import { useEffect, useEffectEvent } from 'react';
import { isElsewhere } from './elsewhere.ts';

/**
 * Single keys by name (`R`, `/`, `Shift+F12`), letters in either case, while nobody types and no list, dialog or form
 * is open.
 */
export function useLetterKeys(acts: Readonly<Record<string, () => void>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const act = acts[nameOf(event)];
    if (!act || event.repeat || isElsewhere(event)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  useEffect(() => {
    // One listener for good: whoever is added while a key is on its way hears only of the next one.
    const onKeyDown = (event: KeyboardEvent): void => onKey(event);
    // Before a table, which takes letters for the beginning of a row.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

/** Signs are typed with Shift on some keyboards, so only named keys tell with and without it apart. */
function nameOf({ key, shiftKey }: KeyboardEvent): string {
  if (key.length === 1) return key.toUpperCase();
  return shiftKey ? `Shift+${key}` : key;
}
