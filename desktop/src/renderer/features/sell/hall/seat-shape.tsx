import type { Seat } from '@foyer/shared/http/seat-map';
import { memo, type ReactNode, useState } from 'react';
import { unit } from './frame.ts';
import { glyphs } from './glyph.tsx';
import { describeSeat, isUsable, type SeatLook } from './seat-look.ts';

const half = 16.5;

interface SeatShapeProps {
  readonly seat: Seat;
  readonly look: SeatLook;
  /** 0 for the cheapest category; each further one shows one more headrest bar. */
  readonly rank: number;
  /** As people read it. */
  readonly price: string | null;
  /** The one seat that Tab reaches. */
  readonly isCursor: boolean;
}

/** One chair. Knows nothing of the hall, so a change of one seat draws one seat again. */
export const SeatShape = memo(function SeatShape(props: SeatShapeProps): ReactNode {
  const { seat, look, rank, price, isCursor } = props;
  const flash = useFlash(look);
  return (
    <g
      className="seat"
      role="option"
      tabIndex={isCursor ? 0 : -1}
      transform={`translate(${seat.x * unit} ${seat.y * unit})`}
      data-seat={seat.id}
      data-look={look}
      data-kind={seat.kind}
      data-flash={flash}
      aria-label={describeSeat(seat, look, price)}
      aria-selected={look === 'yours' || look === 'taking'}
      aria-disabled={!isUsable(look)}
    >
      <rect className="seat-shape" x={-half} y={-half} width={2 * half} height={2 * half} rx="8" />
      {rank > 0 && hasHeadrest(look) && <path className="seat-headrest" d="M-7 -12 H7" />}
      <Mark seat={seat} look={look} />
    </g>
  );
});

function Mark({ seat, look }: { readonly seat: Seat; readonly look: SeatLook }): ReactNode {
  switch (look) {
    case 'yours':
      return glyphs.tick;
    case 'taking':
    case 'returning':
      return glyphs.dots;
    case 'held':
      return glyphs.clock;
    case 'sold':
      return glyphs.cross;
    case 'blocked':
      return glyphs.bar;
    case 'free':
      return <FreeMark seat={seat} />;
  }
}

function FreeMark({ seat }: { readonly seat: Seat }): ReactNode {
  switch (seat.kind) {
    case 'WHEELCHAIR':
      return glyphs.wheelchair;
    case 'COMPANION':
      return <text className="seat-text">+1</text>;
    case 'STANDARD':
    case 'COUPLE':
    case 'RESTRICTED_VIEW':
      return <text className="seat-text">{seat.number}</text>;
  }
}

function hasHeadrest(look: SeatLook): boolean {
  return look === 'free' || look === 'yours';
}

/** 0 until the look changes for the first time, then 1 and 2 in turn, so that each change starts its animation. */
function useFlash(look: SeatLook): 0 | 1 | 2 {
  const [seen, setSeen] = useState<{ readonly look: SeatLook; readonly flash: 0 | 1 | 2 }>({
    look,
    flash: 0,
  });
  if (seen.look === look) return seen.flash;
  const flash = seen.flash === 1 ? 2 : 1;
  setSeen({ look, flash });
  return flash;
}
