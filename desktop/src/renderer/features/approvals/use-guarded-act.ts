import type { ApprovalRequest } from '@foyer/shared/http/approvals';
import type { ApprovalId } from '@foyer/shared/ids';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { ApiProblem } from '../../data/api-problem.ts';
import type { ApprovalAsk, AskState } from '../../data/approval-ask.ts';
import { useApprovalAsk } from './use-approval-ask.ts';

interface Sending {
  readonly idempotencyKey: string;
  /** To be spread into the body. */
  readonly approval: { readonly approvalId?: ApprovalId };
}

export interface GuardedParts<Wish, Result = unknown> {
  readonly run: (wish: Wish, sending: Sending) => Promise<Result>;
  readonly requestOf: (wish: Wish) => ApprovalRequest;
  readonly onDone: (wish: Wish, result: Result) => void | Promise<void>;
}

/** What the box about the manager needs to know. */
export interface Guard {
  readonly ask: ApprovalAsk;
  readonly state: AskState;
  readonly request: ApprovalRequest;
  readonly onAsk: () => void;
  /** Back to the form, with all that was chosen. */
  readonly onLeave: () => void;
}

export interface GuardedAct<Wish> {
  /** What is under way, waits for a manager or has failed; null before, and once it is done. */
  readonly wish: Wish | null;
  readonly begin: (wish: Wish) => void;
  readonly isPending: boolean;
  /** What went wrong with the act itself; null while a manager is needed. */
  readonly error: unknown;
  /** There while a manager has to say yes first. */
  readonly guard: Guard | null;
  /** Takes back what is open, and forgets what has failed. */
  readonly leave: () => void;
}

interface Attempt<Wish> {
  readonly wish: Wish;
  readonly approvalId: ApprovalId | null;
}

/**
 * An act that the server may refuse without a manager's approval: asks for one, and goes on by itself once it is
 * granted. What is tried again after a lost answer is the same request, so that it happens once.
 */
export function useGuardedAct<Wish, Result = unknown>({
  run,
  requestOf,
  onDone,
}: GuardedParts<Wish, Result>): GuardedAct<Wish> {
  const { ask, state } = useApprovalAsk();
  const sent = useRef<{ readonly attempt: string; readonly key: string } | null>(null);
  const act = useMutation({
    mutationFn: async ({ wish, approvalId }: Attempt<Wish>) => {
      const attempt = JSON.stringify([wish, approvalId]);
      if (sent.current?.attempt !== attempt) sent.current = { attempt, key: crypto.randomUUID() };
      const approval = approvalId === null ? {} : { approvalId };
      return run(wish, { idempotencyKey: sent.current.key, approval });
    },
    onSuccess: async (result, { wish }) => {
      sent.current = null;
      ask.used();
      await onDone(wish, result);
    },
  });
  const last = act.variables;
  const askFor = (wish: Wish): void =>
    ask.ask(requestOf(wish), (approvalId) => act.mutate({ wish, approvalId }));
  // From the manager's word on; the act itself is told of a moment later.
  const isGoingOn = state.kind === 'granted' && (act.isPending || last?.approvalId !== state.approval.id);
  const isAsked = state.kind !== 'idle' && state.kind !== 'granted';
  const leave = (): void => {
    ask.withdraw();
    act.reset();
  };
  return {
    wish: act.isSuccess ? null : (last?.wish ?? null),
    begin: (wish) => {
      const isSame = last !== undefined && JSON.stringify(last.wish) === JSON.stringify(wish);
      // No answer came to what the manager has granted: the same again.
      const granted = state.kind === 'granted' && isSame ? last.approvalId : null;
      if (granted === null) ask.withdraw();
      act.mutate({ wish, approvalId: granted });
    },
    isPending: act.isPending,
    error: needsManager(act.error) ? null : act.error,
    guard:
      last !== undefined && (isGoingOn || isAsked || needsManager(act.error))
        ? {
            ask,
            state: isGoingOn || isAsked ? state : { kind: 'idle' },
            request: requestOf(last.wish),
            onAsk: () => askFor(last.wish),
            onLeave: leave,
          }
        : null,
    leave,
  };
}

/** Without an approval, or with one that does not carry the act (any more). */
function needsManager(error: unknown): boolean {
  return (
    error instanceof ApiProblem && (error.code === 'approval.needed' || error.code === 'approval.unusable')
  );
}
