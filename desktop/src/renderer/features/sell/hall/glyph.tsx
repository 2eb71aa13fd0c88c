import type { ReactNode } from 'react';

/** The marks inside seats, drawn around 0,0 in a box of about 20 by 20. */
export const glyphs = {
  tick: <path className="glyph" d="M-7 0.5 L-2.2 5.5 L7.5 -5.5" strokeWidth="3.4" />,
  cross: <path className="glyph" d="M-4.5 -4.5 L4.5 4.5 M4.5 -4.5 L-4.5 4.5" strokeWidth="2.2" />,
  bar: <path className="glyph" d="M-5.5 0 H5.5" strokeWidth="2.6" />,
  clock: (
    <g className="glyph" strokeWidth="2">
      <circle r="6.4" />
      <path d="M0 -3.4 V0.4 L2.6 2" />
    </g>
  ),
  wheelchair: (
    <g className="glyph" strokeWidth="2.1">
      <circle cx="-1.6" cy="-8" r="1.5" className="glyph-filled" />
      <path d="M-1.6 -4.6 V1.2 H3.6 L6.2 6.6" />
      <path d="M-1.4 -2 H2.8" />
      <path d="M-4.6 -0.6 A5.2 5.2 0 1 0 3.2 5.4" />
    </g>
  ),
  dots: (
    <g className="glyph" strokeWidth="2.6">
      <path d="M-5 0 H-4.9 M0 0 H0.1 M5 0 H5.1" />
    </g>
  ),
} as const satisfies Readonly<Record<string, ReactNode>>;
