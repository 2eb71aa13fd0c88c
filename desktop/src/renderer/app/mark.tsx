import type { ReactNode } from 'react';

/** Foyer's sign: a marquee with its row of lights. */
export function Mark({ size }: { readonly size: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="mark">
      <rect width="24" height="24" rx="6.5" className="mark-ground" />
      <path className="mark-line" d="M6 17.5 V9.2 Q12 4.6 18 9.2 V17.5" />
      <path className="mark-lights" d="M9 12.5 H9.1 M12 12.5 H12.1 M15 12.5 H15.1" />
    </svg>
  );
}
