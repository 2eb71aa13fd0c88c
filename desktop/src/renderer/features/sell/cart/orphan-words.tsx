import { Armchair } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../../ui/button.tsx';
import { seatRuns } from '../../approvals/approval-words.ts';
import type { Need } from './need.ts';

interface OrphanWordsProps {
  readonly need: Extract<Need, { kind: 'ORPHAN' }>;
  readonly onInstead: () => void;
}

/** Which seats would stay alone, and which to take instead. */
export function OrphanWords({ need, onInstead }: OrphanWordsProps): ReactNode {
  const { orphans, suggestion } = need;
  return (
    <>
      {orphans.length > 0 && (
        <p className="quiet">
          {orphans.length === 1 ? 'Seat' : 'Seats'} {seatRuns(orphans)} would stay alone.
        </p>
      )}
      {suggestion.length > 0 && <Button onPress={onInstead}>{`Take ${seatRuns(suggestion)} instead`}</Button>}
    </>
  );
}

interface OrphanBoxProps {
  readonly onSell: () => void;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** For whoever may leave single seats behind on their own word. */
export function OrphanBox({ onSell, onLeave, children }: OrphanBoxProps): ReactNode {
  const sell = useRef<HTMLButtonElement>(null);
  useEffect(() => sell.current?.focus(), []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the box from any of its controls; it acts on nothing itself
    <section
      className="ask-box"
      aria-label="Single seat"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <div className="ask-head">
        <Armchair size={20} aria-hidden="true" />
        <h3 role="status">A single seat would be left</h3>
      </div>
      {children}
      <div className="ask-buttons">
        <Button tone="quiet" keyName="Esc" onPress={onLeave}>
          Leave it
        </Button>
        <Button ref={sell} tone="primary" keyName="Enter" onPress={onSell}>
          Sell all the same
        </Button>
      </div>
    </section>
  );
}

/** For whoever may do neither alone: no single approval is for single seats and other prices at once. */
export function BothBox({ onLeave, children }: Omit<OrphanBoxProps, 'onSell'>): ReactNode {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the box from any of its controls; it acts on nothing itself
    <section
      ref={box}
      className="ask-box"
      aria-label="Single seat and other price"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <div className="ask-head">
        <Armchair size={20} aria-hidden="true" />
        <h3 role="status">A single seat, and another price</h3>
      </div>
      <p className="quiet">
        Both at once can’t be asked for. Take other seats, go back to the list’s prices by F2, or let a
        manager sell it.
      </p>
      {children}
      <div className="ask-buttons">
        <Button tone="quiet" keyName="Esc" onPress={onLeave}>
          Leave it
        </Button>
      </div>
    </section>
  );
}
