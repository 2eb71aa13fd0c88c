import type { Approval } from '@foyer/shared/http/approvals';
import type { UserId } from '@foyer/shared/ids';
import type { ReactNode } from 'react';
import { Status } from '../../ui/status.tsx';
import { exactTime } from '../../ui/when.ts';
import { nameOf, statusWords } from './approval-words.ts';

interface ApprovalDetailsProps {
  readonly approval: Approval;
  readonly line: string;
  readonly ownId: UserId;
  readonly timeZone: string;
}

/** One request: what, why, who asked and who said what to it. */
export function ApprovalDetails({ approval, line, ownId, timeZone }: ApprovalDetailsProps): ReactNode {
  const { requestedBy, requestedAt, reason, decidedBy, decidedAt, note, by, status } = approval;
  const [word, tone] = statusWords[status];
  return (
    <aside className="details" aria-label="Request">
      <header>
        <p className="label">Request</p>
        <h2>{line}</h2>
      </header>
      <dl className="facts">
        <dt>Status</dt>
        <dd>
          <Status tone={tone}>{word}</Status>
        </dd>
        <dt>Reason</dt>
        <dd>{reason}</dd>
        <dt>Asked by</dt>
        <dd>{nameOf(requestedBy)}</dd>
        <dt>Asked</dt>
        <dd>{exactTime(requestedAt, timeZone)}</dd>
        {decidedBy !== null && (
          <>
            <dt>Decided by</dt>
            <dd>
              {nameOf(decidedBy)}
              {by === 'PIN' && ', by PIN at the till'}
            </dd>
          </>
        )}
        {decidedAt !== null && (
          <>
            <dt>Decided</dt>
            <dd>{exactTime(decidedAt, timeZone)}</dd>
          </>
        )}
        {note !== null && (
          <>
            <dt>Note</dt>
            <dd>{note}</dd>
          </>
        )}
      </dl>
      {status === 'PENDING' && (
        <p className="quiet">
          {requestedBy.id === ownId
            ? 'You asked for this yourself. Another manager has to decide.'
            : 'It is waiting in the bar above: F8 grants, F9 refuses.'}
        </p>
      )}
    </aside>
  );
}
