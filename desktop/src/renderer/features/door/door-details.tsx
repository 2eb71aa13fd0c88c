import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { exactTime } from '../../ui/when.ts';
import type { DoorRow } from './door-rows.ts';

interface DoorDetailsProps {
  readonly row: DoorRow;
  /** The other tickets of its booking. */
  readonly party: readonly DoorRow[];
  readonly timeZone: string;
  readonly onAdmit: () => void;
  /** Null while the server is away: it has to be told. */
  readonly onUndo: (() => void) | null;
}

/** One ticket of the list, and what can be done with it. */
export function DoorDetails({ row, party, timeZone, onAdmit, onUndo }: DoorDetailsProps): ReactNode {
  const isIn = row.admittedAt !== null;
  const others = party.filter(({ id }) => id !== row.id);
  return (
    <>
      <h2>{row.guest ?? `Seat ${row.seat}`}</h2>
      <dl className="facts">
        <dt>Seat</dt>
        <dd>
          {row.seat}, {row.ticketType}
        </dd>
        <dt>Booking</dt>
        <dd className="mono">{row.reference}</dd>
        {row.admittedAt !== null && (
          <>
            <dt>In since</dt>
            <dd>{[exactTime(row.admittedAt, timeZone), row.where ?? ''].filter(Boolean).join(', ')}</dd>
          </>
        )}
        {others.length > 0 && (
          <>
            <dt>Party</dt>
            <dd>
              {others
                .map(({ seat, admittedAt }) => `${seat} ${admittedAt === null ? 'not yet' : 'in'}`)
                .join(', ')}
            </dd>
          </>
        )}
      </dl>
      {!isIn && (
        <Button tone="primary" keyName="L" onPress={onAdmit}>
          Let {row.seat} in
        </Button>
      )}
      {isIn && onUndo && (
        <Button keyName="U" onPress={onUndo}>
          Undo…
        </Button>
      )}
      {isIn && !onUndo && <p className="quiet">Undoing waits for the server.</p>}
    </>
  );
}
