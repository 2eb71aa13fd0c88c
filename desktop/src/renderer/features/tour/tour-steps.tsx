import type { ReactNode } from 'react';
import { Key } from '../../ui/key.tsx';
import { glyphs } from '../sell/hall/glyph.tsx';
import type { SeatLook } from '../sell/hall/seat-look.ts';

export interface TourStep {
  readonly title: string;
  readonly words: ReactNode;
}

/** One thing at a time, each in a few seconds' reading. */
export const tourSteps: readonly TourStep[] = [
  {
    title: 'A sale in four keys',
    words: (
      <>
        <Press keys={['2', 'Enter']} /> takes the best two seats, <Press keys={['F1']} /> goes to cash,{' '}
        <Press keys={['Enter']} /> sells. <Press keys={['Esc']} /> goes one step back.
      </>
    ),
  },
  {
    title: 'Seats by their shape',
    words: (
      <span className="tour-seats">
        <Seat look="free" mark={<text className="seat-text">7</text>}>
          free
        </Seat>
        <Seat look="yours" mark={glyphs.tick}>
          yours
        </Seat>
        <Seat look="held" mark={glyphs.clock}>
          held by somebody else
        </Seat>
        <Seat look="sold" mark={glyphs.cross}>
          sold
        </Seat>
        <span>
          The arrow keys go through the hall, <Press keys={['Space']} /> takes a seat or gives it back.
        </span>
      </span>
    ),
  },
  {
    title: 'The clock in the cart',
    words: (
      <>
        Seats are held for five minutes; the last one is red. <Press keys={['E']} /> asks for more time.
      </>
    ),
  },
  {
    title: 'The drawer',
    words: (
      <>
        It opens by itself when cash comes in. Without a sale: <Press keys={['F5']} />, with a reason that is
        kept.
      </>
    ),
  },
  {
    title: 'Money back',
    words: (
      <>
        Under <strong>Bookings</strong> every sale can be refunded, seat by seat: the money goes to where it
        came from.
      </>
    ),
  },
  {
    title: 'More help',
    words: (
      <>
        <Press keys={['?']} /> shows all keys. <Press keys={['Ctrl', ',']} /> opens the settings: look, size
        of the text, sounds, printer, and this tour.
      </>
    ),
  },
];

function Press({ keys }: { readonly keys: readonly string[] }): ReactNode {
  return (
    <span className="tour-keys">
      {keys.map((name) => (
        <Key key={name} name={name} />
      ))}
      <span className="visually-hidden">{keys.join(', ')}</span>
    </span>
  );
}

interface SeatProps {
  readonly look: SeatLook;
  readonly mark: ReactNode;
  readonly children: ReactNode;
}

function Seat({ look, mark, children }: SeatProps): ReactNode {
  return (
    <span className="tour-seat">
      <svg className="legend-seat seat" viewBox="-20 -20 40 40" data-look={look} aria-hidden="true">
        <rect className="seat-shape" x="-16.5" y="-16.5" width="33" height="33" rx="8" />
        {mark}
      </svg>
      {children}
    </span>
  );
}
