import type { AuditEntry, AuditResult } from '@foyer/shared/audit';
import type { ReactNode } from 'react';
import { Cell, Column, Row, TableBody, TableHeader } from 'react-aria-components';
import { ListTable } from '../../ui/list-table.tsx';
import { Status, type Tone } from '../../ui/status.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ago, exactTime } from '../../ui/when.ts';
import { actorOf, type Names, placeOf, whatOf } from './entry-words.ts';

interface AuditTableProps {
  readonly entries: readonly AuditEntry[];
  readonly names: Names;
  readonly chosen: string | null;
  readonly timeZone: string;
  readonly onChoose: (id: string) => void;
}

const results: Readonly<Record<AuditResult, readonly [word: string, tone: Tone]>> = {
  OK: ['Done', 'good'],
  REFUSED: ['Refused', 'bad'],
  FAILED: ['Failed', 'bad'],
};

export function AuditTable({ entries, names, chosen, timeZone, onChoose }: AuditTableProps): ReactNode {
  const now = useNow(10_000);
  return (
    <ListTable label="Audit trail" chosen={chosen} onChoose={onChoose}>
      <TableHeader>
        <Column className="end">No.</Column>
        <Column>When</Column>
        <Column isRowHeader>What</Column>
        <Column>By</Column>
        <Column>Till</Column>
        <Column>Result</Column>
      </TableHeader>
      <TableBody>
        {entries.map((entry) => {
          const [word, tone] = results[entry.result];
          return (
            <Row key={entry.id} id={entry.id} data-action={entry.action}>
              <Cell className="end">{entry.seq}</Cell>
              <Cell>
                <time title={exactTime(entry.at, timeZone)}>{ago(entry.at, now)}</time>
              </Cell>
              <Cell className="table-show">{whatOf(entry, names)}</Cell>
              <Cell className="who">
                {actorOf(entry, names) ?? <span className="faint">nobody known</span>}
              </Cell>
              <Cell>{placeOf(entry, names)}</Cell>
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
