import type { Till } from '@foyer/shared/http/tills';
import { CloudOff, MonitorCheck, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { textOf } from '../../data/problem-texts.ts';
import { useTills } from '../../data/tills-queries.ts';
import { Button } from '../../ui/button.tsx';
import { focusChosenRow, useFocusOfRow } from '../../ui/chosen-row.ts';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import '../../ui/table.css';
import { AddTillForm } from './add-till-form.tsx';
import { TillDetails } from './till-details.tsx';
import type { ShownCode } from './till-status.ts';
import './tills.css';
import { TillsTable } from './tills-table.tsx';

/** The counters' devices, with the one that is chosen beside the list. */
export function TillsScreen({ timeZone }: { readonly timeZone: string }): ReactNode {
  const [chosen, setChosen] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [shown, setShown] = useState<ShownCode | null>(null);
  const tills = useTills(shown !== null);
  const rows = tills.data ?? [];
  const till = rows.find(({ id }) => id === chosen) ?? rows[0];
  useFocusOfRow(isAdding ? null : (till?.id ?? null));
  const choose = (id: string): void => {
    setChosen(id);
    setAdding(false);
  };
  const show = (of: Till, code: { readonly code: string; readonly codeExpiresAt: string }): void => {
    setShown({ tillId: of.id, enrolledAt: of.enrolledAt, ...code });
    choose(of.id);
  };
  return (
    <div className="sheet">
      <header className="sheet-head">
        <h1>Tills</h1>
        <span className="sheet-end">
          <Button isDisabled={isAdding || !tills.isSuccess} onPress={() => setAdding(true)}>
            <Plus size={16} aria-hidden="true" /> Add a till…
          </Button>
        </span>
      </header>
      {tills.isPending && <Skeleton lines={6} label="Loading the tills" />}
      {tills.error !== null && rows.length === 0 && (
        <Notice
          icon={CloudOff}
          title="The tills can’t be shown"
          tone="trouble"
          action={<Button onPress={() => void tills.refetch()}>Try again</Button>}
        >
          {textOf(tills.error)}
        </Notice>
      )}
      {tills.isSuccess && rows.length === 0 && !isAdding && (
        <Notice
          icon={MonitorCheck}
          title="No tills yet"
          action={
            <Button tone="primary" onPress={() => setAdding(true)}>
              Add the first till…
            </Button>
          }
        >
          A till is a device the house knows. Cashiers take turns at it by PIN, and a manager can revoke it.
        </Notice>
      )}
      {(rows.length > 0 || isAdding) && (
        <div className="sheet-body">
          <div className="sheet-scroll">
            <TillsTable
              tills={rows}
              chosen={isAdding ? null : (till?.id ?? null)}
              timeZone={timeZone}
              onChoose={choose}
            />
          </div>
          {isAdding && (
            <AddTillForm
              onClose={() => {
                setAdding(false);
                focusChosenRow();
              }}
              onAdded={(added) => show(added.till, added)}
            />
          )}
          {!isAdding && till && (
            <TillDetails
              key={till.id}
              till={till}
              shown={isStillOpen(shown, till) ? shown : null}
              timeZone={timeZone}
              onCode={show}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** Whether the code is this till's and nobody has used it yet. */
function isStillOpen(shown: ShownCode | null, till: Till): boolean {
  return shown?.tillId === till.id && shown.enrolledAt === till.enrolledAt && till.status !== 'REVOKED';
}
