import type { Approval } from '@foyer/shared/http/approvals';
import type { ApprovalId, UserId } from '@foyer/shared/ids';

/** What waits for this person, the oldest first, and what left last. */
export interface Inbox {
  readonly waiting: readonly Approval[];
  /** Whatever was settled once never waits again, however late an older word of it comes. */
  readonly settled: ReadonlySet<ApprovalId>;
  readonly left: Approval | null;
}

export type InboxEvent =
  | { readonly kind: 'requested'; readonly approval: Approval }
  | { readonly kind: 'decided'; readonly approval: Approval }
  /** What the server has open, as asked for when `before` was waiting here. */
  | {
      readonly kind: 'listed';
      readonly approvals: readonly Approval[];
      readonly before: readonly Approval[];
    }
  | { readonly kind: 'read' };

export const emptyInbox: Inbox = { waiting: [], settled: new Set(), left: null };

/** The inbox after an event; pure, so that every odd order can be tried. Nobody's own requests get in. */
export function nextInbox(inbox: Inbox, event: InboxEvent, ownId: UserId): Inbox {
  switch (event.kind) {
    case 'requested':
      return add(inbox, [event.approval], ownId);
    case 'decided': {
      const { approval } = event;
      const wasHere = inbox.waiting.some(({ id }) => id === approval.id);
      return {
        waiting: inbox.waiting.filter(({ id }) => id !== approval.id),
        settled: new Set([...inbox.settled, approval.id]),
        left: wasHere ? approval : inbox.left,
      };
    }
    case 'listed':
      return add(inbox, event.approvals, ownId);
    case 'read':
      return { ...inbox, left: null };
  }
}

/** Which of the ones that waited before are not open any more: what became of them has to be asked for. */
export function missingFrom(event: Extract<InboxEvent, { kind: 'listed' }>): readonly ApprovalId[] {
  const open = new Set(event.approvals.map(({ id }) => id));
  return event.before.flatMap(({ id }) => (open.has(id) ? [] : [id]));
}

function add(inbox: Inbox, approvals: readonly Approval[], ownId: UserId): Inbox {
  const news = approvals.filter(
    ({ id, status, requestedBy }) =>
      status === 'PENDING' &&
      requestedBy.id !== ownId &&
      !inbox.settled.has(id) &&
      !inbox.waiting.some((known) => known.id === id),
  );
  if (news.length === 0) return inbox;
  const waiting = [...inbox.waiting, ...news];
  return {
    ...inbox,
    waiting: waiting.sort((one, other) => one.requestedAt.localeCompare(other.requestedAt)),
  };
}
