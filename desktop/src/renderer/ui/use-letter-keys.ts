import { useEffect } from 'react';

/** Single keys by name, letters in either case, while nobody types and no list, dialog or form is open. */
export function useLetterKeys(acts: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const act = acts[event.key.length === 1 ? event.key.toUpperCase() : event.key];
      if (!act || event.repeat || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey)
        return;
      const busy = 'input, .popover, .ask-pin, [role="dialog"], [data-own-keys]';
      if (event.target instanceof Element && event.target.closest(busy)) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    // Before a table, which takes letters for the beginning of a row.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  });
}
