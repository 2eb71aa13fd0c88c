import type { TenderTotals, ZReport } from '@foyer/shared/http/shift-reports';
import type { Shift } from '@foyer/shared/http/shifts';
import { formatMoney } from '@foyer/shared/money';
import type { ReactNode } from 'react';
import { Status } from '../../ui/status.tsx';
import { differenceWords, tenderWords } from './shift-words.ts';

/** What came, what went, what should be there and what was: a column for each tender. */
export function ZSums({ shift, z }: { readonly shift: Shift; readonly z: ZReport }): ReactNode {
  const { currency, floatMinor } = shift;
  const money = (amountMinor: number): string => formatMoney(amountMinor, currency);
  const less = (amountMinor: number): string => money(amountMinor === 0 ? 0 : -amountMinor);
  const ofDrawer =
    (value: string) =>
    ({ tender }: TenderTotals): ReactNode =>
      tender === 'CASH' ? value : '';
  const rows: readonly (readonly [name: string, of: (totals: TenderTotals) => ReactNode])[] = [
    ['Float', ofDrawer(money(floatMinor))],
    ['Taken', ({ payments, paymentsMinor }) => <Counted times={payments} money={money(paymentsMinor)} />],
    ['Given back', ({ refunds, refundsMinor }) => <Counted times={refunds} money={less(refundsMinor)} />],
    ['To the safe', ofDrawer(less(z.dropsMinor))],
    ['Paid out', ofDrawer(less(z.payOutsMinor))],
    ['Paid in', ofDrawer(money(z.payInsMinor))],
  ];
  return (
    <table className="table shift-sums">
      <caption className="shift-caption">Sums</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Line</span>
          </th>
          {z.tenders.map(({ tender }) => (
            <th key={tender} scope="col" className="end">
              {tenderWords[tender]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, of]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {z.tenders.map((totals) => (
              <td key={totals.tender} className="end">
                {of(totals)}
              </td>
            ))}
          </tr>
        ))}
        <tr className="shift-sums-main">
          <th scope="row">Expected</th>
          {z.tenders.map(({ tender, expectedMinor }) => (
            <td key={tender} className="end">
              {money(expectedMinor)}
            </td>
          ))}
        </tr>
        <tr className="shift-sums-main">
          <th scope="row">Counted</th>
          {z.tenders.map(({ tender, countedMinor }) => (
            <td key={tender} className="end">
              {countedMinor === null ? <span className="faint">not counted</span> : money(countedMinor)}
            </td>
          ))}
        </tr>
        <tr className="shift-sums-main">
          <th scope="row">Difference</th>
          {z.tenders.map(({ tender, varianceMinor }) => (
            <td key={tender} className="end" data-difference={tender}>
              {varianceMinor !== null && (
                <Status tone={varianceMinor === 0 ? 'good' : 'bad'}>
                  {differenceWords(varianceMinor, currency)}
                </Status>
              )}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Counted({ times, money }: { readonly times: number; readonly money: string }): ReactNode {
  return (
    <>
      <span className="faint">{times} ×</span> {money}
    </>
  );
}
