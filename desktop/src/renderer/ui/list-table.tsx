import type { ReactNode } from 'react';
import { Table } from 'react-aria-components';

interface ListTableProps {
  readonly label: string;
  /** Id of the chosen row. */
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  /** Header and body. */
  readonly children: ReactNode;
}

/** A list of which one row is chosen at a time; its details stand beside it. */
export function ListTable({ label, chosen, onChoose, children }: ListTableProps): ReactNode {
  return (
    <Table
      aria-label={label}
      className="table"
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        if (typeof key === 'string') onChoose(key);
      }}
    >
      {children}
    </Table>
  );
}
