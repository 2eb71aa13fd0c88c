import type { ShiftId } from '@foyer/shared/ids';
import { CloudOff } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { usePaper } from '../../data/paper.tsx';
import { textOf } from '../../data/problem-texts.ts';
import { useShift } from '../../data/shift-queries.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import { useLetterKeys } from '../../ui/use-letter-keys.ts';
import { dayName } from '../../ui/when.ts';
import { MovementsTable } from './movements-table.tsx';
import { NoteForm } from './note-form.tsx';
import { zPaperOf } from './paper-shift.ts';
import { ZFacts } from './z-facts.tsx';
import { ZMoney } from './z-money.tsx';
import { ZPrintPanel } from './z-print-panel.tsx';
import { ZSums } from './z-sums.tsx';

interface ZSheetProps {
  readonly id: ShiftId;
  readonly tillName: (tillId: string) => string | null;
  readonly timeZone: string;
  readonly mayNote: boolean;
  readonly onBack: () => void;
}

/** The Z report of a closed shift, the same for ever but for the notes of managers. */
export function ZSheet({ id, tillName, timeZone, mayNote, onBack }: ZSheetProps): ReactNode {
  const found = useShift(id);
  const { printer } = usePaper();
  const [panel, setPanel] = useState<'print' | 'note' | null>(null);
  const data = found.data?.z ? { shift: found.data.shift, z: found.data.z } : null;
  const sheet = useRef<HTMLDivElement>(null);
  const isRead = Boolean(found.data?.z) && panel === null;
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isRead) back.current?.focus();
  }, [isRead]);
  const scroll = (pages: number): void =>
    sheet.current?.scrollBy({ top: pages * sheet.current.clientHeight });
  const mayPrint = printer !== null && data !== null;
  useLetterKeys(
    panel === null
      ? {
          Escape: onBack,
          ArrowUp: () => scroll(-0.1),
          ArrowDown: () => scroll(0.1),
          PageUp: () => scroll(-0.9),
          PageDown: () => scroll(0.9),
          ...(mayPrint ? { P: () => setPanel('print') } : {}),
          ...(mayNote && data ? { N: () => setPanel('note') } : {}),
        }
      : {},
  );
  if (found.isPending) return <Skeleton lines={8} label="Loading the report" />;
  if (!data)
    return (
      <Notice
        icon={CloudOff}
        title="The report can’t be shown"
        tone="trouble"
        action={<Button onPress={() => void found.refetch()}>Try again</Button>}
      >
        {found.error === null ? 'This shift is still open.' : textOf(found.error)}
      </Notice>
    );
  const { shift, z } = data;
  const { currency, movements } = shift;
  const till = tillName(shift.tillId);
  return (
    <div className="sheet" data-shift="report">
      <header className="sheet-head">
        <h1>Z report {shift.number}</h1>
        <span className="quiet">
          {till ?? 'Another till'}, {dayName(shift.businessDay)}
        </span>
        <span className="sheet-end">
          {printer && (
            <Button keyName="P" onPress={() => setPanel('print')}>
              Print again…
            </Button>
          )}
          {mayNote && (
            <Button keyName="N" onPress={() => setPanel('note')}>
              Add a note…
            </Button>
          )}
          <Button ref={back} tone="quiet" keyName="Esc" onPress={onBack}>
            Back
          </Button>
        </span>
      </header>
      <div className="sheet-body">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it has no control in it: this is how the keyboard scrolls it */}
        <div ref={sheet} className="sheet-scroll" role="group" aria-label="Report" tabIndex={0}>
          <ZSums {...{ shift, z }} />
          {movements.length > 0 && <MovementsTable {...{ movements, currency, timeZone }} />}
          <ZMoney money={z.money} {...{ currency, timeZone }} />
        </div>
        <aside className="details" aria-label="About the report">
          {panel === 'print' && (
            <ZPrintPanel paper={zPaperOf(shift, z, { till, timeZone })} onClose={() => setPanel(null)} />
          )}
          {panel === 'note' && <NoteForm shift={shift} onClose={() => setPanel(null)} />}
          <ZFacts {...{ shift, z, timeZone }} />
        </aside>
      </div>
    </div>
  );
}
