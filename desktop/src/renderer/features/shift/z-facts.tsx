import type { ZReport } from '@foyer/shared/http/shift-reports';
import type { Shift } from '@foyer/shared/http/shifts';
import { formatMoney } from '@foyer/shared/money';
import type { ReactNode } from 'react';
import { dayName, exactTime } from '../../ui/when.ts';
import { ShiftTimes } from './shift-times.tsx';
import { personWord } from './shift-words.ts';

interface ZFactsProps {
  readonly shift: Shift;
  readonly z: ZReport;
  readonly timeZone: string;
}

/** Whose shift it was, what lay in the drawer, and what managers say about it. */
export function ZFacts({ shift, z, timeZone }: ZFactsProps): ReactNode {
  const { currency, corrections } = shift;
  const pieces = z.count.filter(({ count }) => count > 0);
  return (
    <>
      {corrections.length > 0 && (
        <section aria-label="Notes">
          <h2 className="label shift-part">Notes</h2>
          {corrections.map(({ id, note, by, at }) => (
            <p key={id} className="shift-note">
              {note}
              <span className="quiet">
                {personWord(by)}, {exactTime(at, timeZone)}
              </span>
            </p>
          ))}
        </section>
      )}
      <dl className="facts">
        <ShiftTimes shift={shift} timeZone={timeZone} />
        <dt>Day</dt>
        <dd>{dayName(shift.businessDay)}</dd>
        <dt>Drawer</dt>
        <dd>{z.noSales === 0 ? 'never opened without a sale' : `opened without a sale: ${z.noSales} ×`}</dd>
        <dt>Audit</dt>
        <dd>up to entry {z.audit.seq}</dd>
      </dl>
      <section aria-label="Count">
        <h2 className="label shift-part">Counted</h2>
        <dl className="facts">
          {pieces.map(({ valueMinor, count }) => (
            <div key={valueMinor} className="facts-line">
              <dt>
                {count} × {formatMoney(valueMinor, currency)}
              </dt>
              <dd>{formatMoney(count * valueMinor, currency)}</dd>
            </div>
          ))}
          {pieces.length === 0 && (
            <>
              <dt>Drawer</dt>
              <dd>empty</dd>
            </>
          )}
        </dl>
      </section>
      <p className="shift-signature quiet">Signature</p>
    </>
  );
}
