/** Whether a key belongs to a field (one for digits alone leaves letters to the screen), a list, a dialog or a panel with keys of its own, or is a shortcut of the system. */
export function isElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return true;
  const target = event.target instanceof Element ? event.target : null;
  const closest = target?.closest(
    'input:not([data-digits]), .popover, .ask-pin, [role="dialog"], [data-own-keys]',
  );
  return closest !== null && closest !== undefined;
}
