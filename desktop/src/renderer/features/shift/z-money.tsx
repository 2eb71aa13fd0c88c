import type { ZReport } from '@foyer/shared/http/shift-reports';
import { formatMoney } from '@foyer/shared/money';
import type { ReactNode } from 'react';
import { exactTime } from '../../ui/when.ts';
import { tenderWords } from './shift-words.ts';

interface ZMoneyProps {
  readonly money: ZReport['money'];
  readonly currency: string;
  readonly timeZone: string;
}

/** Every payment and refund that is in the sums. It stays as it is for good. */
export function ZMoney({ money, currency, timeZone }: ZMoneyProps): ReactNode {
  return (
    <table className="table">
      <caption className="shift-caption">Payments and refunds</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Booking</th>
          <th scope="col">What</th>
          <th scope="col" className="end">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {money.map(({ id, kind, tender, amountMinor, reference, late, at }) => (
          <tr key={`${id}-${kind}`} data-money={kind}>
            <td>{exactTime(at, timeZone)}</td>
            <td className="mono">{reference}</td>
            <td>
              {tenderWords[tender]} {kind === 'REFUND' ? 'given back' : 'taken'}
              {late && <span className="shift-late"> late: begun in an earlier shift</span>}
            </td>
            <td className="end">{formatMoney(kind === 'REFUND' ? -amountMinor : amountMinor, currency)}</td>
          </tr>
        ))}
        {money.length === 0 && (
          <tr>
            <td colSpan={4} className="faint">
              Nothing was taken and nothing given back.
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
