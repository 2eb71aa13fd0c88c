import type { ReactNode } from 'react';

/** A key of the keyboard, printed small where it acts; drawn by the stylesheet, since it is no part of any name. */
export function Key({ name }: { readonly name: string }): ReactNode {
  return <kbd className="key" aria-hidden="true" data-key={name} />;
}
