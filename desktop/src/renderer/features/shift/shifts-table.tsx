import type { TenderTotals } from '@foyer/shared/http/shift-reports';
import type { Shift } from '@foyer/shared/http/shifts';
import type { ReactNode } from 'react';
import { Cell, Column, Row, TableBody, TableHeader } from 'react-aria-components';
import { ListTable } from '../../ui/list-table.tsx';
import { Status } from '../../ui/status.tsx';
import { dayName, exactTime } from '../../ui/when.ts';
import { differenceWords, personWord } from './shift-words.ts';

export type ListedShift = Shift & { readonly tenders: readonly TenderTotals[] | null };

interface ShiftsTableProps {
  readonly shifts: readonly ListedShift[];
  readonly chosen: string | null;
  readonly tillName: (tillId: string) => string | null;
  readonly timeZone: string;
  readonly onChoose: (id: string) => void;
}

export function ShiftsTable({ shifts, chosen, tillName, timeZone, onChoose }: ShiftsTableProps): ReactNode {
  return (
    <ListTable label="Shifts" chosen={chosen} onChoose={onChoose}>
      <TableHeader>
        <Column isRowHeader>Till</Column>
        <Column>Day</Column>
        <Column>No.</Column>
        <Column>Status</Column>
        <Column>By</Column>
        <Column>Until</Column>
        <Column className="end">Cash</Column>
      </TableHeader>
      <TableBody>
        {shifts.map((shift) => (
          <Row key={shift.id} id={shift.id} data-shift-row={shift.number}>
            <Cell>
              <strong>{tillName(shift.tillId) ?? 'A till'}</strong>
            </Cell>
            <Cell>{dayName(shift.businessDay)}</Cell>
            <Cell>{shift.number}</Cell>
            <Cell>
              <Status tone={shift.status === 'OPEN' ? 'open' : 'good'}>
                {shift.status === 'OPEN' ? 'Open' : 'Closed'}
              </Status>
            </Cell>
            <Cell className="who">{personWord(shift.closedBy ?? shift.openedBy)}</Cell>
            <Cell>{shift.closedAt === null ? '' : exactTime(shift.closedAt, timeZone)}</Cell>
            <Cell className="end">{cashWord(shift)}</Cell>
          </Row>
        ))}
      </TableBody>
    </ListTable>
  );
}

function cashWord({ tenders, currency }: ListedShift): ReactNode {
  const varianceMinor = tenders?.find(({ tender }) => tender === 'CASH')?.varianceMinor ?? null;
  if (varianceMinor === null) return '';
  return (
    <Status tone={varianceMinor === 0 ? 'good' : 'bad'}>{differenceWords(varianceMinor, currency)}</Status>
  );
}
