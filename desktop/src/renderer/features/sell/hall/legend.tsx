import type { Seat } from '@foyer/shared/http/seat-map';
import type { ReactNode } from 'react';
import type { Statuses } from '../../../data/hall.ts';
import { glyphs } from './glyph.tsx';
import type { SeatLook } from './seat-look.ts';

interface LegendProps {
  readonly seats: readonly Seat[];
  readonly statuses: Statuses;
  readonly categories: readonly string[];
  readonly prices: Readonly<Record<string, string>>;
}

/** What the shapes of this hall mean, with the price of each category. */
export function Legend({ seats, statuses, categories, prices }: LegendProps): ReactNode {
  const kinds = new Set(seats.map((seat) => seat.kind));
  return (
    <ul className="legend" aria-label="Legend">
      {categories.map((category, rank) => (
        <Entry key={category} look="free" headrest={rank > 0}>
          {capital(category)} <strong>{prices[category]}</strong>
        </Entry>
      ))}
      <Entry look="yours" mark={glyphs.tick}>
        Yours
      </Entry>
      <Entry look="held" mark={glyphs.clock}>
        Held
      </Entry>
      <Entry look="sold" mark={glyphs.cross}>
        Sold
      </Entry>
      {Object.values(statuses).includes('BLOCKED') && (
        <Entry look="blocked" mark={glyphs.bar}>
          Not for sale
        </Entry>
      )}
      {kinds.has('WHEELCHAIR') && (
        <Entry look="free" kind="WHEELCHAIR" mark={glyphs.wheelchair}>
          Wheelchair
        </Entry>
      )}
      {kinds.has('COMPANION') && (
        <Entry look="free" kind="COMPANION" mark={<text className="seat-text">+1</text>}>
          Companion
        </Entry>
      )}
      {kinds.has('COUPLE') && (
        <Entry look="free" kind="COUPLE">
          Couple
        </Entry>
      )}
      {kinds.has('RESTRICTED_VIEW') && (
        <Entry look="free" kind="RESTRICTED_VIEW" mark={<text className="seat-text">7</text>}>
          Restricted view
        </Entry>
      )}
    </ul>
  );
}

interface EntryProps {
  readonly look: SeatLook;
  readonly kind?: Seat['kind'];
  readonly mark?: ReactNode;
  readonly headrest?: boolean;
  readonly children: ReactNode;
}

function Entry({ look, kind = 'STANDARD', mark, headrest = false, children }: EntryProps): ReactNode {
  return (
    <li>
      <svg
        className="legend-seat seat"
        viewBox="-20 -20 40 40"
        data-look={look}
        data-kind={kind}
        aria-hidden="true"
      >
        <rect className="seat-shape" x="-16.5" y="-16.5" width="33" height="33" rx="8" />
        {headrest && <path className="seat-headrest" d="M-7 -12 H7" />}
        {mark}
      </svg>
      <span>{children}</span>
    </li>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
