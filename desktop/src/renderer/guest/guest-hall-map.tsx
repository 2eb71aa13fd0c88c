import type { ReactNode } from 'react';
import type { GuestHall } from '../../bridge/guest.ts';

/** Drawing units per seat width. */
const unit = 40;
const half = 16;

/** The hall as the guest will enter it: their seats stand out, the taken ones step back. */
export function GuestHallMap({ hall }: { readonly hall: GuestHall }): ReactNode {
  const [yours, taken] = [new Set<string>(hall.yours), new Set<string>(hall.taken)];
  const xs = hall.seats.map(({ x }) => x);
  const ys = hall.seats.map(({ y }) => y);
  const [left, right] = [Math.min(...xs) - 1, Math.max(...xs) + 1];
  const [top, bottom] = [Math.min(...ys) - 2.2, Math.max(...ys) + 1];
  const middle = ((left + right) / 2) * unit;
  const reach = ((right - left) / 2 - 1) * unit;
  const screenY = (top + 0.9) * unit;
  return (
    <svg
      className="guest-hall"
      role="img"
      aria-label={`Your seats: ${hall.yours.join(', ')}`}
      viewBox={`${left * unit} ${top * unit} ${(right - left) * unit} ${(bottom - top) * unit}`}
    >
      <path
        className="guest-hall-screen"
        d={`M${middle - reach} ${screenY} Q${middle} ${screenY - 24} ${middle + reach} ${screenY}`}
      />
      <text className="guest-hall-word" x={middle} y={screenY + 26}>
        Screen
      </text>
      {hall.seats.map(({ id, x, y, kind }) => {
        const look = yours.has(id) ? 'yours' : taken.has(id) ? 'taken' : 'free';
        return (
          <g key={id} data-guest-seat={id} data-look={look} transform={`translate(${x * unit} ${y * unit})`}>
            <rect x={-half} y={-half} width={2 * half} height={2 * half} rx={kind === 'COUPLE' ? 15 : 8} />
            {look === 'yours' && <path d="M-8 0 l6 6 l10 -12" />}
            {look === 'taken' && <path d="M-6 -6 L6 6 M6 -6 L-6 6" />}
          </g>
        );
      })}
    </svg>
  );
}
