import type { ReactNode } from 'react';
import type { Exchange } from '../features/exchange/use-exchange.ts';
import { Key } from '../ui/key.tsx';
import type { Screen } from './screens.ts';

/** A screen, or what stands in the place of the bookings. */
type KeysOf = Screen | 'exchange' | 'exchanged';

const hints: Readonly<Record<KeysOf, readonly (readonly [keys: readonly string[], meaning: string])[]>> = {
  sell: [
    [['4', 'Enter'], 'best four seats'],
    [['←', '↑', '↓', '→'], 'move'],
    [['Space'], 'take'],
    [['F1', 'Enter'], 'cash'],
    [['F10', 'Enter'], 'card'],
    [['E'], 'more time'],
    [['PgDn'], 'next show'],
    [['Esc'], 'give back'],
  ],
  bookings: [
    [['/'], 'find'],
    [['↑', '↓'], 'through the list'],
    [['PgUp'], 'day before'],
    [['R'], 'refund'],
    [['X'], 'exchange seats'],
  ],
  exchange: [
    [['B'], 'best seats'],
    [['←', '↑', '↓', '→'], 'move'],
    [['Space'], 'take'],
    [['F1', 'Enter'], 'exchange'],
    [['F10', 'Enter'], 'by card'],
    [['E'], 'more time'],
    [['PgDn'], 'next show'],
    [['Esc'], 'keep the booking'],
  ],
  exchanged: [[['Enter'], 'back to the bookings']],
  door: [
    [['/'], 'find'],
    [['↑', '↓'], 'through the list'],
    [['L'], 'let in'],
    [['U'], 'undo'],
    [['PgDn'], 'next show'],
  ],
  shift: [
    [['↑', '↓'], 'up and down'],
    [['Shift', 'F5'], 'back to the guest'],
  ],
  approvals: [
    [['↑', '↓'], 'through the requests'],
    [['F8'], 'grant'],
    [['F9'], 'refuse'],
  ],
  people: [
    [['↑', '↓'], 'through the people'],
    [['Esc'], 'leave a form'],
  ],
  tills: [
    [['↑', '↓'], 'through the tills'],
    [['Esc'], 'leave a form'],
  ],
  audit: [[['↑', '↓'], 'through the trail']],
  settings: [
    [['Tab'], 'next setting'],
    [['←', '→'], 'change it'],
    [['Esc'], 'back'],
  ],
};

/** The keys that act on this screen, small and quiet. */
export function Footer({
  screen,
  exchange,
  onDrawer,
  onKeys,
}: {
  readonly screen: Screen;
  readonly exchange: Pick<Exchange, 'open' | 'done'>;
  readonly onDrawer: () => void;
  readonly onKeys: () => void;
}): ReactNode {
  return (
    <footer className="footer">
      {hints[keysOf(screen, exchange)].map(([names, meaning]) => (
        <span key={meaning} className="hint">
          {names.map((name) => (
            <Key key={name} name={name} />
          ))}
          {meaning}
        </span>
      ))}
      <button
        type="button"
        className="hint hint-act hint-first"
        aria-label="Open the drawer…"
        onClick={onDrawer}
      >
        <Key name="F5" /> drawer…
      </button>
      <button type="button" className="hint hint-act" onClick={onKeys}>
        <Key name="?" /> all keys
      </button>
    </footer>
  );
}

function keysOf(screen: Screen, { open, done }: Pick<Exchange, 'open' | 'done'>): KeysOf {
  if (screen !== 'bookings' || !open) return screen;
  return done ? 'exchanged' : 'exchange';
}
