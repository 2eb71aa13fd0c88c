import { AuditAction } from '@foyer/shared/audit';
import { CloudOff, ScrollText } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { textOf } from '../../data/problem-texts.ts';
import { useAuditEntries } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { useFocusOfRow } from '../../ui/chosen-row.ts';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import '../../ui/table.css';
import { actionNames } from './action-names.ts';
import { AuditDetails } from './audit-details.tsx';
import { AuditTable } from './audit-table.tsx';
import type { Names } from './entry-words.ts';

const filters = [
  { id: 'every', name: 'Every action' },
  ...AuditAction.options.map((action) => ({ id: action, name: actionNames[action] })),
] as const;

type Filter = (typeof filters)[number]['id'];

/** Who did what, newest first; the entry's before and after beside the list. */
export function AuditScreen({ timeZone }: { readonly timeZone: string }): ReactNode {
  const [filter, setFilter] = useState<Filter>('every');
  const [chosen, setChosen] = useState<string | null>(null);
  const pages = useAuditEntries(filter === 'every' ? null : filter);
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  const names: Names = Object.fromEntries(
    pages.data?.pages.flatMap((page) => Object.entries(page.names)) ?? [],
  );
  const entry = entries.find(({ id }) => id === chosen) ?? entries[0];
  useFocusOfRow(entry?.id ?? null);
  return (
    <div className="sheet">
      <header className="sheet-head">
        <h1>Audit</h1>
        <Choice label="Action" options={filters} chosen={filter} onChoose={setFilter} />
        <span className="sheet-end">
          <Button isDisabled={pages.isFetching} onPress={() => void pages.refetch()}>
            Refresh
          </Button>
        </span>
      </header>
      {pages.isPending && <Skeleton lines={8} label="Loading the trail" />}
      {pages.isError && entries.length === 0 && (
        <Notice
          icon={CloudOff}
          title="The trail can’t be shown"
          tone="trouble"
          action={<Button onPress={() => void pages.refetch()}>Try again</Button>}
        >
          {textOf(pages.error)}
        </Notice>
      )}
      {pages.isSuccess && entries.length === 0 && (
        <Notice icon={ScrollText} title="No entry">
          {filter === 'every'
            ? 'Nothing has been recorded yet.'
            : `Nothing was recorded as “${actionNames[filter]}”. Choose another action.`}
        </Notice>
      )}
      {entries.length > 0 && (
        <div className="sheet-body">
          <div className="sheet-scroll">
            <AuditTable
              entries={entries}
              names={names}
              chosen={entry?.id ?? null}
              timeZone={timeZone}
              onChoose={setChosen}
            />
            {pages.hasNextPage && (
              <p className="more">
                <Button isDisabled={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
                  Earlier entries
                </Button>
              </p>
            )}
          </div>
          {entry && <AuditDetails entry={entry} names={names} timeZone={timeZone} />}
        </div>
      )}
    </div>
  );
}
