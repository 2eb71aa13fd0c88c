import type { ReactNode } from 'react';
import { Cell, Column, Row, TableBody, TableHeader } from 'react-aria-components';
import { ListTable } from '../../ui/list-table.tsx';
import { Status } from '../../ui/status.tsx';
import { clockTime } from '../../ui/when.ts';
import type { DoorRow } from './door-rows.ts';

interface DoorTableProps {
  readonly rows: readonly DoorRow[];
  readonly chosen: string | null;
  readonly timeZone: string;
  readonly onChoose: (id: string) => void;
}

/** Tickets with who is in. A hall's whole list takes a while to draw: the search shortens it. */
export const mostShown = 80;

export function DoorTable({ rows, chosen, timeZone, onChoose }: DoorTableProps): ReactNode {
  return (
    <ListTable label="Tickets of the show" chosen={chosen} onChoose={onChoose}>
      <TableHeader>
        <Column isRowHeader>Seat</Column>
        <Column>Guest</Column>
        <Column>Reference</Column>
        <Column>Ticket</Column>
        <Column>In</Column>
      </TableHeader>
      <TableBody>
        {rows.slice(0, mostShown).map((row) => (
          <Row key={row.id} id={row.id} data-door-row={row.seat}>
            <Cell>{row.seat}</Cell>
            <Cell className="who">{row.guest ?? '–'}</Cell>
            <Cell className="mono">{row.reference}</Cell>
            <Cell>{row.ticketType}</Cell>
            <Cell className="wide">
              {row.admittedAt === null ? (
                <Status tone="open">not yet</Status>
              ) : (
                <Status tone="good">{wordFor(row, timeZone)}</Status>
              )}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </ListTable>
  );
}

function wordFor({ admittedAt, where, isWaiting }: DoorRow, timeZone: string): string {
  const time = admittedAt === null ? '' : clockTime(admittedAt, timeZone);
  return [time, where ?? '', isWaiting ? 'not told yet' : ''].filter((part) => part !== '').join(', ');
}
