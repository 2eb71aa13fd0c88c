import type { Me } from '@foyer/shared/http/sign-in';
import type { Seat } from '@foyer/shared/http/seat-map';
import type { ShowtimeId } from '@foyer/shared/ids';
import { type ReactNode, useEffect, useState } from 'react';
import { type Holder, useHolder, useTillNames } from '../../../data/seat-locks.ts';
import { useMe } from '../../../data/queries.ts';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { countdown } from '../../../ui/when.ts';
import { usePageKeys } from '../../../ui/use-page-keys.ts';
import { holderWords } from './holder-words.ts';
import { describeSeat, type SeatLook } from './seat-look.ts';
import './seat-line.css';

/** A hold that can be ended. */
export type EndableHold = Extract<Holder, { kind: 'hold' }>;

interface SeatLineProps {
  readonly showtimeId: ShowtimeId;
  readonly seat: Seat;
  readonly look: SeatLook;
  readonly price: string | null;
  /** Gets the hold that may be ended here, and null while there is none. */
  readonly onEnd: (hold: EndableHold) => void;
}

/** The seat under the mouse, else under the keyboard, in words; to managers also who holds it and how long still. */
export function SeatLine({ showtimeId, seat, look, price, onEnd }: SeatLineProps): ReactNode {
  const me = useMe().data;
  return (
    <div className="seat-line">
      <span className="seat-chip seat-chip-plain">{seat.id}</span>
      <span className="seat-line-words">{describeSeat(seat, look, price)}</span>
      {look === 'held' && me?.abilities.includes('holds.view-owners') && (
        <HolderLine key={seat.id} showtimeId={showtimeId} seat={seat} me={me} onEnd={onEnd} />
      )}
    </div>
  );
}

interface HolderLineProps extends Pick<SeatLineProps, 'showtimeId' | 'seat' | 'onEnd'> {
  readonly me: Me;
}

function HolderLine({ showtimeId, seat, me, onEnd }: HolderLineProps): ReactNode {
  // Passing over a seat asks nothing: each look is recorded.
  const hasRested = useRest(250);
  const holder = useHolder(showtimeId, hasRested ? seat.id : null);
  const tillNames = useTillNames(me.abilities.includes('tills.manage') && me.signedInBy === 'GOOGLE');
  const now = useNow(500);
  if (!holder) return null;
  return (
    <>
      <span role="status" className="seat-line-holder">
        {holderWords(holder, me, tillNames)}
      </span>
      {holder.kind === 'hold' && (
        <span className="seat-line-left" role="timer">
          {countdown(Date.parse(holder.lock.expiresAt) - now)} <span className="quiet">left</span>
        </span>
      )}
      {holder.kind === 'hold' && me.abilities.includes('holds.force-release') && (
        <EndButton onEnd={() => onEnd(holder)} />
      )}
    </>
  );
}

function EndButton({ onEnd }: { readonly onEnd: () => void }): ReactNode {
  usePageKeys((key) => {
    if (key === 'Delete') onEnd();
    return key === 'Delete';
  });
  return (
    <Button tone="quiet" keyName="Del" onPress={onEnd}>
      End hold…
    </Button>
  );
}

/** Whether so much time has gone by since this is on screen. */
function useRest(ms: number): boolean {
  const [hasRested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return hasRested;
}
