import type { Approval } from '@foyer/shared/http/approvals';
import type { ReactNode } from 'react';
import { Cell, Column, Row, TableBody, TableHeader } from 'react-aria-components';
import { ListTable } from '../../ui/list-table.tsx';
import { Status } from '../../ui/status.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ago, exactTime } from '../../ui/when.ts';
import { nameOf, statusWords } from './approval-words.ts';

interface ApprovalsTableProps {
  readonly rows: readonly { readonly approval: Approval; readonly line: string }[];
  readonly chosen: string | null;
  readonly timeZone: string;
  readonly onChoose: (id: string) => void;
}

export function ApprovalsTable({ rows, chosen, timeZone, onChoose }: ApprovalsTableProps): ReactNode {
  const now = useNow(10_000);
  return (
    <ListTable label="Approvals" chosen={chosen} onChoose={onChoose}>
      <TableHeader>
        <Column>Asked</Column>
        <Column isRowHeader>What</Column>
        <Column>By</Column>
        <Column>Status</Column>
      </TableHeader>
      <TableBody>
        {rows.map(({ approval, line }) => {
          const [word, tone] = statusWords[approval.status];
          return (
            <Row key={approval.id} id={approval.id} data-approval-row={approval.status}>
              <Cell>
                <time title={exactTime(approval.requestedAt, timeZone)}>
                  {ago(approval.requestedAt, now)}
                </time>
              </Cell>
              <Cell className="table-show">{line}</Cell>
              <Cell>{nameOf(approval.requestedBy)}</Cell>
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
