import { formatMoney } from '@foyer/shared/money';
import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { focusChosenRow } from '../../ui/chosen-row.ts';
import { Status } from '../../ui/status.tsx';
import { useLetterKeys } from '../../ui/use-letter-keys.ts';
import { dayName } from '../../ui/when.ts';
import { NoteForm } from './note-form.tsx';
import { ShiftTimes } from './shift-times.tsx';
import { personWord } from './shift-words.ts';
import type { ListedShift } from './shifts-table.tsx';
import { XPanel } from './x-panel.tsx';

interface ShiftDetailsProps {
  readonly shift: ListedShift;
  readonly till: string | null;
  readonly timeZone: string;
  readonly onReport: () => void;
  readonly onClose: () => void;
}

/** One shift in the list, and what a manager may do about it. */
export function ShiftDetails({ shift, till, timeZone, onReport, onClose }: ShiftDetailsProps): ReactNode {
  const [panel, setPanel] = useState<'x' | 'note' | null>(null);
  const isOpen = shift.status === 'OPEN';
  const leave = (): void => {
    setPanel(null);
    focusChosenRow();
  };
  const acts: readonly (readonly [key: string, words: string, act: () => void])[] = isOpen
    ? [
        ['X', 'X report…', () => setPanel('x')],
        ['C', 'Count and close…', onClose],
      ]
    : [
        ['Z', 'Z report', onReport],
        ['N', 'Add a note…', () => setPanel('note')],
      ];
  useLetterKeys(panel === null ? Object.fromEntries(acts.map(([key, , act]) => [key, act])) : {});
  return (
    <aside className="details" aria-label="Shift">
      <header>
        <p className="label">Shift {shift.number}</p>
        <h2>{till ?? 'Another till'}</h2>
      </header>
      <dl className="facts">
        <dt>Status</dt>
        <dd>
          <Status tone={isOpen ? 'open' : 'good'}>{isOpen ? 'Open' : 'Closed'}</Status>
        </dd>
        <dt>Day</dt>
        <dd>{dayName(shift.businessDay)}</dd>
        <ShiftTimes shift={shift} timeZone={timeZone} />
        <dt>Float</dt>
        <dd>{formatMoney(shift.floatMinor, shift.currency)}</dd>
        {shift.corrections.map(({ id, note, by }) => (
          <div key={id} className="facts-line">
            <dt>Note</dt>
            <dd>
              {note} <span className="quiet">{personWord(by)}</span>
            </dd>
          </div>
        ))}
      </dl>
      {panel === 'x' && <XPanel {...{ shift, till, timeZone }} onLeave={leave} />}
      {panel === 'note' && <NoteForm shift={shift} onClose={leave} />}
      {panel === null && (
        <div className="act-buttons">
          {acts.map(([key, words, act]) => (
            <Button key={key} keyName={key} onPress={act}>
              {words}
            </Button>
          ))}
        </div>
      )}
      {isOpen && panel === null && (
        <p className="quiet">
          A till that is lost or broken: count what was in its drawer, and close its shift from here.
        </p>
      )}
    </aside>
  );
}
