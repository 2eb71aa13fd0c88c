import type { Me } from '@foyer/shared/http/sign-in';
import { type ReactNode, useEffect } from 'react';
import { useTillNames } from '../../data/approval-queries.ts';
import './approval-bar.css';
import { ApprovalCall } from './approval-call.tsx';
import { leftSentence, nameOf } from './approval-words.ts';
import { useApprovalInbox } from './use-approval-inbox.ts';
import { useApprovalLines } from './use-approval-lines.ts';

const wordStaysMs = 6_000;

/** On every screen of a manager: what somebody asks for right now, and a word of what has left. Takes no focus. */
export function ApprovalBar({ me }: { readonly me: Me }): ReactNode {
  const { inbox, state } = useApprovalInbox(me.user.id);
  const { waiting, left } = state;
  const line = useApprovalLines(left ? [...waiting, left] : waiting);
  const mayKnowTills = me.abilities.includes('tills.manage') && me.signedInBy === 'GOOGLE';
  const tills = useTillNames(mayKnowTills && waiting.some(({ till }) => till !== null));
  const [first] = waiting;
  useEffect(() => {
    if (!left) return undefined;
    const timer = setTimeout(() => inbox.read(), wordStaysMs);
    return () => clearTimeout(timer);
  }, [inbox, left]);
  return (
    <div className="approvals">
      {first && (
        <ApprovalCall
          key={first.id}
          approval={first}
          line={line(first)}
          tillName={first.till && (tills.get(first.till) ?? null)}
          count={waiting.length}
          onDecide={(decision) => inbox.decide(first.id, decision)}
        />
      )}
      <p className="approval-left" role="status" hidden={!left}>
        {left && leftSentence(left, line(left), me.user.id)}
      </p>
      <p className="visually-hidden" aria-live="assertive">
        {first &&
          `${nameOf(first.requestedBy)} asks for your approval. ${line(first)}. Reason: ${first.reason}. F8 grants, F9 refuses.`}
      </p>
    </div>
  );
}
