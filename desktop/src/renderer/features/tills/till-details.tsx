import { issueTillCode, type Till } from '@foyer/shared/http/tills';
import type { TillId } from '@foyer/shared/ids';
import { type ReactNode, useState } from 'react';
import type { CallResult } from '../../data/client.ts';
import { textOf } from '../../data/problem-texts.ts';
import { Button } from '../../ui/button.tsx';
import { focusChosenRow } from '../../ui/chosen-row.ts';
import { Status } from '../../ui/status.tsx';
import { exactTime } from '../../ui/when.ts';
import { CodePanel } from './code-panel.tsx';
import { RevokeForm } from './revoke-form.tsx';
import { type ShownCode, tillStatuses } from './till-status.ts';
import { useTillsAct } from './use-tills-act.ts';

interface TillDetailsProps {
  readonly till: Till;
  readonly shown: ShownCode | null;
  readonly timeZone: string;
  readonly onCode: (till: Till, code: CallResult<typeof issueTillCode>) => void;
}

/** One till, and what a manager may do about it. */
export function TillDetails({ till, shown, timeZone, onCode }: TillDetailsProps): ReactNode {
  const [isRevoking, setRevoking] = useState(false);
  const issue = useTillsAct(
    (call, id: TillId) => call(issueTillCode, { params: { id } }),
    (code) => onCode(till, code),
  );
  const close = (): void => {
    setRevoking(false);
    focusChosenRow();
  };
  const [word, tone] = tillStatuses[till.status];
  const facts = [
    ['Added', till.createdAt],
    ['Enrolled', till.enrolledAt],
    ['Revoked', till.revokedAt],
    ['Last seen', till.lastSeenAt],
  ] as const;
  return (
    <aside className="details" aria-label="Till">
      <header>
        <p className="label">Till</p>
        <h2>{till.name}</h2>
      </header>
      {shown && <CodePanel shown={shown} />}
      <dl className="facts">
        <dt>Status</dt>
        <dd>
          <Status tone={tone}>{word}</Status>
        </dd>
        {facts.map(
          ([name, at]) =>
            at !== null && (
              <div key={name} className="facts-line">
                <dt>{name}</dt>
                <dd>{exactTime(at, timeZone)}</dd>
              </div>
            ),
        )}
      </dl>
      {issue.error !== null && (
        <p className="act-trouble" role="alert">
          {textOf(issue.error)}
        </p>
      )}
      {till.status === 'REVOKED' && (
        <p className="quiet">A revoked till can’t be brought back. Add a new one in its place.</p>
      )}
      {till.status === 'ENROLLED' && !isRevoking && (
        <p className="quiet">
          A new code moves this till to another device. The present one stops being a till when the code is
          used.
        </p>
      )}
      {till.status !== 'REVOKED' && !isRevoking && (
        <div className="act-buttons">
          <Button isDisabled={issue.isPending} onPress={() => issue.mutate(till.id)}>
            {till.status === 'WAITING' ? 'New code' : 'Code for another device'}
          </Button>
          <Button onPress={() => setRevoking(true)}>Revoke…</Button>
        </div>
      )}
      {isRevoking && <RevokeForm till={till} onClose={close} />}
    </aside>
  );
}
