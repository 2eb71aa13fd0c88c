import type { Movement } from '@foyer/shared/http/shift-reports';
import type { ReactNode } from 'react';
import { clockTime } from '../../ui/when.ts';
import { movedMoney, movementWords, personWord } from './shift-words.ts';

interface MovementsTableProps {
  readonly movements: readonly Movement[];
  readonly currency: string;
  readonly timeZone: string;
}

/** Cash that came and went without a sale, newest last as on paper. */
export function MovementsTable({ movements, currency, timeZone }: MovementsTableProps): ReactNode {
  return (
    <table className="table">
      <caption className="shift-caption">Cash moved</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">What</th>
          <th scope="col">Why</th>
          <th scope="col">By</th>
          <th scope="col" className="end">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {movements.map((movement) => (
          <tr key={movement.id} data-movement={movement.kind}>
            <td>{clockTime(movement.at, timeZone)}</td>
            <td>{movementWords[movement.kind]}</td>
            <td>{movement.reason ?? ''}</td>
            <td>{personWord(movement.by)}</td>
            <td className="end">
              <strong>{movedMoney(movement, currency)}</strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
