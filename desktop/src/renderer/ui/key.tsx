import type { ReactNode } from 'react';

/** A key of the keyboard, printed small where it acts. */
export function Key({ name }: { readonly name: string }): ReactNode {
  return (
    <kbd className="key" aria-hidden="true">
      {name}
    </kbd>
  );
}
