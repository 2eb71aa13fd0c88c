import type { Approval } from '@foyer/shared/http/approvals';
import { UserId } from '@foyer/shared/ids';
import { describe, expect, test } from 'vitest';
import { emptyInbox, type Inbox, type InboxEvent, missingFrom, nextInbox } from './approval-inbox-state.ts';
import { buildApproval } from '../testing/test-approvals.ts';

const me = UserId.parse('usr_manager');

describe('what waits for a manager', () => {
  test('stands in the order in which it was asked for', () => {
    const inbox = after(requested('late', '20:01'), requested('early', '20:00'));
    expect(idsOf(inbox)).toEqual(['apr_early', 'apr_late']);
  });

  test('is never what they asked for themselves', () => {
    expect(idsOf(after({ kind: 'requested', approval: approval('own', { requestedBy: me }) }))).toEqual([]);
  });

  test('leaves with a word when somebody else has decided', () => {
    const inbox = after(requested('one'), decided('one', 'REFUSED'));
    expect(idsOf(inbox)).toEqual([]);
    expect(inbox.left).toMatchObject({ id: 'apr_one', status: 'REFUSED' });
  });

  test('does not come back by a list that was made before the decision', () => {
    const listed = { kind: 'listed', approvals: [approval('one')], before: [] } as const;
    expect(idsOf(after(requested('one'), decided('one', 'GRANTED'), listed))).toEqual([]);
  });

  test('says nothing of what was never here, and forgets a word that was read', () => {
    expect(after(decided('other', 'GRANTED')).left).toBeNull();
    expect(after(requested('one'), decided('one', 'GRANTED'), { kind: 'read' }).left).toBeNull();
  });

  test('is asked about where the list lacks it, unless it came while the list was made', () => {
    const one = approval('one');
    expect(missingFrom({ kind: 'listed', approvals: [], before: [one] })).toEqual(['apr_one']);
    expect(missingFrom({ kind: 'listed', approvals: [], before: [] })).toEqual([]);
    expect(idsOf(after(requested('one'), { kind: 'listed', approvals: [], before: [] }))).toEqual([
      'apr_one',
    ]);
  });
});

function after(...events: readonly InboxEvent[]): Inbox {
  return events.reduce((inbox, event) => nextInbox(inbox, event, me), emptyInbox);
}

function idsOf(inbox: Inbox): readonly string[] {
  return inbox.waiting.map(({ id }) => id);
}

function requested(id: string, time = '20:00'): InboxEvent {
  return { kind: 'requested', approval: approval(id, { time }) };
}

function decided(id: string, status: Approval['status']): InboxEvent {
  return { kind: 'decided', approval: approval(id, { status }) };
}

function approval(
  id: string,
  {
    time = '20:00',
    status = 'PENDING',
    requestedBy = 'usr_cashier',
  }: { time?: string; status?: Approval['status']; requestedBy?: string } = {},
): Approval {
  return buildApproval({
    id: `apr_${id}`,
    status,
    requestedBy: { id: requestedBy, name: 'Casey' },
    requestedAt: `2026-11-25T${time}:00.000Z`,
  });
}
