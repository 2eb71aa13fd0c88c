import type { TenderTotals } from '@foyer/shared/http/shift-reports';
import type { Shift } from '@foyer/shared/http/shifts';
import { formatMoney } from '@foyer/shared/money';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useDevice } from '../../data/device.tsx';
import { usePaper } from '../../data/paper.tsx';
import { textOf } from '../../data/problem-texts.ts';
import { ask } from '../../data/session.ts';
import { useXReport } from '../../data/shift-queries.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/notice.tsx';
import { useLetterKeys } from '../../ui/use-letter-keys.ts';
import { clockTime } from '../../ui/when.ts';
import { xPaperOf } from './paper-shift.ts';
import { tenderWords } from './shift-words.ts';

interface XPanelProps {
  readonly shift: Shift;
  readonly till: string | null;
  readonly timeZone: string;
  readonly onLeave: () => void;
}

/** An open shift so far; whoever will count its drawer reads no sums. */
export function XPanel({ shift, till, timeZone, onLeave }: XPanelProps): ReactNode {
  const { bridge } = useDevice();
  const { printer } = usePaper();
  const report = useXReport(shift.id);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.querySelector('button')?.focus(), []);
  const print = useMutation({
    mutationFn: async () => {
      if (!report.data) return;
      const paper = xPaperOf(report.data.shift, report.data.x, { till, timeZone });
      await ask(bridge.printShift({ report: paper, copy: null }));
    },
  });
  const mayPrint = printer !== null && report.isSuccess;
  useLetterKeys(mayPrint ? { P: () => print.mutate() } : {});
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the panel from any of its controls; it acts on nothing itself
    <section
      ref={panel}
      className="act-form"
      aria-label="X report"
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
    >
      {report.isPending && <Skeleton lines={3} label="Looking at the shift" />}
      {report.data && (
        <>
          <h3>X report, {clockTime(report.data.x.at, timeZone)}</h3>
          {report.data.x.tenders === null ? (
            <p className="quiet">
              You will count this drawer, so its sums stay closed until then. They come with the Z report.
            </p>
          ) : (
            <Sums tenders={report.data.x.tenders} currency={shift.currency} />
          )}
          <dl className="facts">
            <dt>No sale</dt>
            <dd>Drawer opened {times(report.data.x.noSales)} without a sale</dd>
            <dt>Moved</dt>
            <dd>{times(report.data.shift.movements.length)}, as listed</dd>
          </dl>
        </>
      )}
      {(report.error ?? print.error) !== null && (
        <p className="act-trouble" role="alert">
          {textOf(report.error ?? print.error)}
        </p>
      )}
      {print.isSuccess && <p role="status">It goes to the printer.</p>}
      <div className="act-buttons">
        <Button tone="quiet" keyName="Esc" onPress={onLeave}>
          Back
        </Button>
        {printer && (
          <Button keyName="P" isDisabled={!mayPrint || print.isPending} onPress={() => print.mutate()}>
            Print it
          </Button>
        )}
      </div>
    </section>
  );
}

function Sums(props: { readonly tenders: readonly TenderTotals[]; readonly currency: string }): ReactNode {
  const { tenders, currency } = props;
  return (
    <dl className="facts">
      {tenders.map(({ tender, paymentsMinor, refundsMinor, expectedMinor }) => (
        <div key={tender} className="facts-line">
          <dt>{tenderWords[tender]}</dt>
          <dd>
            {formatMoney(paymentsMinor, currency)} taken, {formatMoney(refundsMinor, currency)} given back;{' '}
            <strong>{formatMoney(expectedMinor, currency)}</strong> should be there
          </dd>
        </div>
      ))}
    </dl>
  );
}

function times(count: number): string {
  if (count === 0) return 'never';
  return count === 1 ? 'once' : `${count} times`;
}
