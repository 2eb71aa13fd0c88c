import { useEffect, useEffectEvent } from 'react';
import { isElsewhere } from './elsewhere.ts';

/** Keys of a screen wherever its focus is, except where they belong to something else; `act` answers whether one meant something. */
export function usePageKeys(act: (key: string) => boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (!isElsewhere(event) && act(event.key)) event.preventDefault();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
