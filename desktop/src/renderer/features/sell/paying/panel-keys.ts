import type { KeyboardEvent } from 'react';

interface Keys {
  readonly acts: Readonly<Record<string, () => void>>;
  /** Where a typed amount goes, whatever of the panel has the keyboard. */
  readonly field: HTMLInputElement | null;
}

/** Keys at the money: a digit goes into the field, so that nobody has to reach for it first. */
export function panelKeys(event: KeyboardEvent<HTMLElement>, { acts, field }: Keys): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const act = acts[event.key];
  if (act) {
    event.preventDefault();
    event.stopPropagation();
    return act();
  }
  // The browser types it there, since the field has the keyboard by then.
  if (/^[\d.,]$/.test(event.key) && event.target !== field) field?.focus();
}
