import type { ReactNode } from 'react';
import { Cell, Column, Row, TableBody, TableHeader } from 'react-aria-components';
import { roleNames } from '../../data/role-names.ts';
import { ListTable } from '../../ui/list-table.tsx';
import { Status } from '../../ui/status.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ago, exactTime } from '../../ui/when.ts';
import { type PeopleRow, statusOf } from './people-row.ts';

interface PeopleTableProps {
  readonly rows: readonly PeopleRow[];
  readonly chosen: string | null;
  readonly timeZone: string;
  readonly onChoose: (id: string) => void;
}

export function PeopleTable({ rows, chosen, timeZone, onChoose }: PeopleTableProps): ReactNode {
  const now = useNow(10_000);
  return (
    <ListTable label="People" chosen={chosen} onChoose={onChoose}>
      <TableHeader>
        <Column isRowHeader>Name</Column>
        <Column>E-mail</Column>
        <Column>Role</Column>
        <Column>Last sign-in</Column>
        <Column>Status</Column>
      </TableHeader>
      <TableBody>
        {rows.map((row) => {
          const [word, tone] = statusOf(row);
          return (
            <Row key={row.id} id={row.id} data-person={row.email}>
              <Cell className="wide">
                {row.kind === 'person' ? (
                  <strong>{row.person.name}</strong>
                ) : (
                  <span className="faint">Not here yet</span>
                )}
              </Cell>
              <Cell className="wide">{row.email}</Cell>
              <Cell>{roleNames[row.role]}</Cell>
              <Cell>
                {row.kind === 'person' ? (
                  <time title={exactTime(row.person.lastSignInAt, timeZone)}>
                    {ago(row.person.lastSignInAt, now)}
                  </time>
                ) : (
                  <span className="faint">never</span>
                )}
              </Cell>
              <Cell>
                <Status tone={tone}>{word}</Status>
              </Cell>
            </Row>
          );
        })}
      </TableBody>
    </ListTable>
  );
}
