import type { Me } from '@foyer/shared/http/sign-in';
import { CloudOff, Hand } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useApprovals } from '../../data/approval-queries.ts';
import { textOf } from '../../data/problem-texts.ts';
import { Button } from '../../ui/button.tsx';
import { useFocusOfRow } from '../../ui/chosen-row.ts';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import '../../ui/table.css';
import { ApprovalDetails } from './approval-details.tsx';
import { ApprovalsTable } from './approvals-table.tsx';
import { useApprovalLines } from './use-approval-lines.ts';

interface ApprovalsScreenProps {
  readonly me: Me;
  readonly timeZone: string;
}

/** The newest requests and what became of them. Deciding is done in the bar, which is on this screen as on every other. */
export function ApprovalsScreen({ me, timeZone }: ApprovalsScreenProps): ReactNode {
  const list = useApprovals();
  const [chosen, setChosen] = useState<string | null>(null);
  const approvals = list.data ?? [];
  const line = useApprovalLines(approvals);
  const row = approvals.find(({ id }) => id === chosen) ?? approvals[0];
  useFocusOfRow(row?.id ?? null);
  return (
    <div className="sheet">
      <header className="sheet-head">
        <h1>Approvals</h1>
      </header>
      {list.isPending && <Skeleton lines={8} label="Loading the approvals" />}
      {list.isError && approvals.length === 0 && (
        <Notice
          icon={CloudOff}
          title="The approvals can’t be shown"
          tone="trouble"
          action={<Button onPress={() => void list.refetch()}>Try again</Button>}
        >
          {textOf(list.error)}
        </Notice>
      )}
      {list.isSuccess && approvals.length === 0 && (
        <Notice icon={Hand} title="No requests yet">
          Whatever cashiers may not do on their own shows up here, and in a bar on every screen while it
          waits.
        </Notice>
      )}
      {row && (
        <div className="sheet-body">
          <div className="sheet-scroll">
            <ApprovalsTable
              rows={approvals.map((approval) => ({ approval, line: line(approval) }))}
              chosen={row.id}
              timeZone={timeZone}
              onChoose={setChosen}
            />
          </div>
          <ApprovalDetails approval={row} line={line(row)} ownId={me.user.id} timeZone={timeZone} />
        </div>
      )}
    </div>
  );
}
