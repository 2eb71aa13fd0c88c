import { useEffect } from 'react';

/** Gives the keyboard to the chosen row of the table on screen; answers whether there is one. */
export function focusChosenRow(): boolean {
  const row = document.querySelector<HTMLElement>('.table [role="row"][aria-selected="true"]');
  row?.focus();
  return row !== null;
}

/**
 * Goes to the chosen row when it is there, so that the arrow keys go through the list, and along with it when another
 * becomes the chosen one; unless somebody has begun to do something else meanwhile.
 */
export function useFocusOfRow(chosen: string | null): void {
  useEffect(() => {
    if (chosen === null) return;
    let frame = 0;
    // The table draws its rows some passes after itself.
    const seek = (): void => {
      const isIdle = document.activeElement?.matches('body, .tab, .table [role="row"]') ?? true;
      if (isIdle && !focusChosenRow()) frame = requestAnimationFrame(seek);
    };
    frame = requestAnimationFrame(seek);
    return () => cancelAnimationFrame(frame);
  }, [chosen]);
}
