import type { Till } from '@foyer/shared/http/tills';
import type { ReactNode } from 'react';
import { Cell, Column, Row, TableBody, TableHeader } from 'react-aria-components';
import { ListTable } from '../../ui/list-table.tsx';
import { Status } from '../../ui/status.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ago, exactTime } from '../../ui/when.ts';
import { tillStatuses } from './till-status.ts';

interface TillsTableProps {
  readonly tills: readonly Till[];
  readonly chosen: string | null;
  readonly timeZone: string;
  readonly onChoose: (id: string) => void;
}

export function TillsTable({ tills, chosen, timeZone, onChoose }: TillsTableProps): ReactNode {
  const now = useNow(10_000);
  return (
    <ListTable label="Tills" chosen={chosen} onChoose={onChoose}>
      <TableHeader>
        <Column isRowHeader>Name</Column>
        <Column>Status</Column>
        <Column>Last seen</Column>
        <Column>Enrolled</Column>
      </TableHeader>
      <TableBody>
        {tills.map((till) => {
          const [word, tone] = tillStatuses[till.status];
          return (
            <Row key={till.id} id={till.id} data-till={till.name}>
              <Cell className="wide">
                <strong>{till.name}</strong>
              </Cell>
              <Cell>
                <Status tone={tone}>{word}</Status>
              </Cell>
              <Cell>
                <Moment at={till.lastSeenAt} now={now} timeZone={timeZone} />
              </Cell>
              <Cell>
                <Moment at={till.enrolledAt} now={now} timeZone={timeZone} />
              </Cell>
            </Row>
          );
        })}
      </TableBody>
    </ListTable>
  );
}

function Moment(props: {
  readonly at: string | null;
  readonly now: number;
  readonly timeZone: string;
}): ReactNode {
  const { at, now, timeZone } = props;
  if (at === null) return <span className="faint">never</span>;
  return <time title={exactTime(at, timeZone)}>{ago(at, now)}</time>;
}
