import { formatMoney } from '@foyer/shared/money';
import type { ReactNode } from 'react';
import { Cell, Column, Row, TableBody, TableHeader } from 'react-aria-components';
import { ListTable } from '../../ui/list-table.tsx';
import { Status } from '../../ui/status.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ago, exactTime, showTime } from '../../ui/when.ts';
import { type BookingRow, statusWords } from './booking-row.ts';

interface BookingsTableProps {
  readonly rows: readonly BookingRow[];
  readonly chosen: string | null;
  readonly showsSeller: boolean;
  readonly timeZone: string;
  readonly onChoose: (id: string) => void;
}

export function BookingsTable({
  rows,
  chosen,
  showsSeller,
  timeZone,
  onChoose,
}: BookingsTableProps): ReactNode {
  const now = useNow(10_000);
  return (
    <ListTable label="Bookings" chosen={chosen} onChoose={onChoose}>
      <TableHeader>
        <Column isRowHeader>Reference</Column>
        <Column>Sold</Column>
        <Column>Show</Column>
        <Column>Seats</Column>
        {showsSeller && <Column>By</Column>}
        <Column>Status</Column>
        <Column className="end">Total</Column>
      </TableHeader>
      <TableBody>
        {rows.map(({ booking, movieTitle, startsAt, soldBy }) => {
          const [word, tone] = statusWords[booking.status];
          return (
            <Row key={booking.id} id={booking.id} data-booking={booking.reference}>
              <Cell>
                <span className="mono">{booking.reference}</span>
              </Cell>
              <Cell>
                <time title={exactTime(booking.createdAt, timeZone)}>{ago(booking.createdAt, now)}</time>
              </Cell>
              <Cell className="table-show">
                {startsAt !== null && <strong>{showTime(startsAt, timeZone, now)}</strong>}{' '}
                {movieTitle ?? '…'}
              </Cell>
              <Cell className="table-seats">{booking.seats.join(', ')}</Cell>
              {showsSeller && <Cell>{soldBy}</Cell>}
              <Cell>
                <Status tone={tone}>{word}</Status>
              </Cell>
              <Cell className="end">{formatMoney(booking.totalMinor, booking.currency)}</Cell>
            </Row>
          );
        })}
      </TableBody>
    </ListTable>
  );
}
