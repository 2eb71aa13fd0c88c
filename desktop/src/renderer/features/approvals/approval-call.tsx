import type { Approval } from '@foyer/shared/http/approvals';
import { Hand } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { Decision } from '../../data/approval-inbox.ts';
import { textOf } from '../../data/problem-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Key } from '../../ui/key.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { nameOf } from './approval-words.ts';
import { Countdown } from './countdown.tsx';
import { useDecisionKeys } from './use-decision-keys.ts';
import { useLoan } from './use-loan.ts';

interface ApprovalCallProps {
  readonly approval: Approval;
  readonly line: string;
  /** Null where it is not known, or there is none. */
  readonly tillName: string | null;
  /** How many wait, this one included. */
  readonly count: number;
  readonly onDecide: (decision: Decision) => Promise<void>;
}

/** One request: who, where, what, why, how long, and the keys that decide it. */
export function ApprovalCall({ approval, line, tillName, count, onDecide }: ApprovalCallProps): ReactNode {
  const [note, setNote] = useState('');
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const bar = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { borrow, giveBack } = useLoan(bar);
  const decide = async (decision: Decision['decision']): Promise<void> => {
    if (isSending) return;
    setSending(true);
    setTrouble(null);
    try {
      await onDecide({ decision, note: note.trim() });
    } catch (error) {
      setTrouble(textOf(error));
    } finally {
      setSending(false);
    }
  };
  const act = useDecisionKeys({
    onGrant: () => void decide('GRANT'),
    onRefuse: () => void decide('REFUSE'),
    onNote: () => borrow(field.current),
  });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leads from its field back to where the keyboard was; it acts on nothing itself
    <section
      ref={bar}
      className="approval-call"
      aria-label="Somebody asks for your approval"
      data-approval={approval.id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        giveBack();
      }}
    >
      <Hand size={20} aria-hidden="true" />
      <div className="approval-words">
        <p className="approval-what">
          <span className="quiet">
            {nameOf(approval.requestedBy)}
            {tillName !== null && `, ${tillName}`}:
          </span>{' '}
          <strong>{line}</strong>
        </p>
        <p className="approval-why">
          {count > 1 && <span className="approval-count">1 of {count}</span>}
          {trouble === null ? (
            <span className="quiet">“{approval.reason}”</span>
          ) : (
            <span className="approval-trouble" role="alert">
              {trouble}
            </span>
          )}
        </p>
      </div>
      <div className="approval-note">
        <TextField
          ref={field}
          label="Note (optional)"
          hidesLabel
          placeholder="Note (optional)"
          value={note}
          onChange={setNote}
        />
        <Key name="F7" />
      </div>
      <Countdown until={approval.expiresAt} />
      <Button keyName="F9" isDisabled={isSending} onPress={act.refuse}>
        Refuse
      </Button>
      <Button keyName="F8" isDisabled={isSending} onPress={act.grant}>
        Grant
      </Button>
    </section>
  );
}
