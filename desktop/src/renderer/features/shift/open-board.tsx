import type { Shift } from '@foyer/shared/http/shifts';
import { formatMoney } from '@foyer/shared/money';
import { ArrowLeftRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Status } from '../../ui/status.tsx';
import { useLetterKeys } from '../../ui/use-letter-keys.ts';
import { dayName, exactTime } from '../../ui/when.ts';
import { CashForm } from './cash-form.tsx';
import { MovementsTable } from './movements-table.tsx';
import { isMovement, type ShiftPanel } from './shift-place.ts';
import { personWord } from './shift-words.ts';
import { type CashMove, moveName } from './use-cash-move.ts';
import { XPanel } from './x-panel.tsx';

interface OpenBoardProps {
  readonly shift: Shift;
  readonly till: string;
  readonly timeZone: string;
  readonly panel: ShiftPanel | null;
  readonly move: CashMove;
  readonly onPanel: (panel: ShiftPanel | null) => void;
  readonly onDrawer: () => void;
}

const acts: readonly (readonly [panel: ShiftPanel, key: string, words: string])[] = [
  ['DROP', 'D', 'To the safe…'],
  ['PAY_OUT', 'O', 'Pay out…'],
  ['PAY_IN', 'I', 'Pay in…'],
  ['x', 'X', 'X report…'],
];

/** The open shift of this till: who began it and when, what moved, and what can be done. */
export function OpenBoard(props: OpenBoardProps): ReactNode {
  const { shift, till, timeZone, panel, move, onPanel, onDrawer } = props;
  const { currency, movements } = shift;
  useLetterKeys(
    panel === null
      ? {
          ...Object.fromEntries(acts.map(([wanted, key]) => [key, () => onPanel(wanted)])),
          C: () => onPanel('close'),
        }
      : {},
  );
  const leave = (): void => onPanel(null);
  const board = useRef<HTMLElement>(null);
  const before = useRef(panel);
  useEffect(() => {
    const left = before.current;
    before.current = panel;
    // Back at the button that led there, unless somebody works elsewhere by now.
    if (panel === null && left !== null && document.activeElement === document.body)
      board.current?.querySelector<HTMLElement>(`.button:has([data-key="${keyOf(left)}"])`)?.focus();
  }, [panel]);
  return (
    <div className="sheet-body" data-shift="open">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it has no control in it: this is how the keyboard scrolls it */}
      <div className="sheet-scroll" role="group" aria-label="Cash moved in this shift" tabIndex={0}>
        {movements.length === 0 ? (
          <Notice icon={ArrowLeftRight} title="No cash has moved yet">
            What goes to the safe, is paid out or put in beside sales stands here. Sales and refunds count by
            themselves.
          </Notice>
        ) : (
          <MovementsTable {...{ movements, currency, timeZone }} />
        )}
      </div>
      <aside ref={board} className="details" aria-label="Shift">
        <header>
          <p className="label">Shift {shift.number}</p>
          <h2>{till}</h2>
        </header>
        {panel === null && move.done && (
          <p className="shift-done" role="status">
            Noted. {moveName(move.done)}
          </p>
        )}
        {isMovement(panel) && <CashForm key={panel} kind={panel} {...{ shift, move }} onLeave={leave} />}
        {panel === 'x' && <XPanel {...{ shift, till, timeZone }} onLeave={leave} />}
        <dl className="facts">
          <dt>Status</dt>
          <dd>
            <Status tone="good">Open</Status>
          </dd>
          <dt>Since</dt>
          <dd>{exactTime(shift.openedAt, timeZone)}</dd>
          <dt>By</dt>
          <dd>{personWord(shift.openedBy)}</dd>
          <dt>Day</dt>
          <dd>{dayName(shift.businessDay)}</dd>
          <dt>Float</dt>
          <dd>{formatMoney(shift.floatMinor, currency)}</dd>
        </dl>
        {panel === null && (
          <div className="act-buttons">
            {acts.map(([wanted, key, words]) => (
              <Button key={wanted} keyName={key} onPress={() => onPanel(wanted)}>
                {words}
              </Button>
            ))}
            <Button keyName="F5" onPress={onDrawer}>
              Open the drawer…
            </Button>
            <Button keyName="C" onPress={() => onPanel('close')}>
              Count and close…
            </Button>
          </div>
        )}
      </aside>
    </div>
  );
}

function keyOf(panel: ShiftPanel): string {
  return acts.find(([wanted]) => wanted === panel)?.[1] ?? 'C';
}
