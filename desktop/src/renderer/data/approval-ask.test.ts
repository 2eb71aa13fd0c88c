import type { Approval } from '@foyer/shared/http/approvals';
import { UserId } from '@foyer/shared/ids';
import { expect, test, vi } from 'vitest';
import { NoAnswer } from './api-problem.ts';
import { ApprovalAsk } from './approval-ask.ts';
import type { Call } from './client.ts';
import { buildApproval, makeTestFeed } from '../testing/test-approvals.ts';

type Answer = (asked: string, input: { idempotencyKey?: string }) => unknown;

const drawer = { kind: 'NO_SALE', subject: {}, reason: 'Change' } as const;

test('goes on once when the socket tells that it was granted', async () => {
  const { ask, settle } = open(() => ({ approval: approval('PENDING') }));
  const onGranted = vi.fn();
  ask.ask(drawer, onGranted);
  await vi.waitFor(() => expect(ask.snapshot().kind).toBe('waiting'));
  settle('GRANTED');
  settle('GRANTED');
  settle('USED');
  expect(onGranted).toHaveBeenCalledExactlyOnceWith('apr_1');
  expect(ask.snapshot().kind).toBe('granted');
});

test.each([
  ['REFUSED', 'refused'],
  ['EXPIRED', 'ran-out'],
] as const)('ends when it was %s', async (status, kind) => {
  const { ask, settle } = open(() => ({ approval: approval('PENDING') }));
  ask.ask(drawer, () => undefined);
  await vi.waitFor(() => expect(ask.snapshot().kind).toBe('waiting'));
  settle(status);
  expect(ask.snapshot().kind).toBe(kind);
});

test('looks for itself when the line comes back, and every so often', async () => {
  const { ask, asked, become } = open((what) => ({
    approval: approval(what === 'GET' ? 'GRANTED' : 'PENDING'),
  }));
  ask.ask(drawer, () => undefined);
  await vi.waitFor(() => expect(ask.snapshot().kind).toBe('waiting'));
  become('stale');
  expect(asked).toEqual(['POST']);
  become('live');
  await vi.waitFor(() => expect(ask.snapshot().kind).toBe('granted'));

  const other = open((what) => ({ approval: approval(what === 'GET' ? 'REFUSED' : 'PENDING') }), 10);
  other.ask.ask(drawer, () => undefined);
  await vi.waitFor(() => expect(other.ask.snapshot().kind).toBe('refused'));
});

test('asks again with the same key only after no answer', async () => {
  const keys: unknown[] = [];
  const { ask, settle } = open((_what, { idempotencyKey }) => {
    keys.push(idempotencyKey);
    if (keys.length === 1) throw new NoAnswer('gone');
    return { approval: approval('PENDING') };
  });
  ask.ask(drawer, () => undefined);
  await vi.waitFor(() => expect(ask.snapshot().kind).toBe('failed'));
  ask.ask(drawer, () => undefined);
  await vi.waitFor(() => expect(ask.snapshot().kind).toBe('waiting'));
  settle('EXPIRED');
  ask.ask(drawer, () => undefined);
  await vi.waitFor(() => expect(ask.snapshot().kind).toBe('waiting'));
  expect(keys).toEqual(['key-1', 'key-1', 'key-2']);
});

test('takes back what is open when it is withdrawn or left, also if the answer comes only then', async () => {
  const { ask, asked } = open(() => ({ approval: approval('PENDING') }));
  ask.ask(drawer, () => undefined);
  ask.withdraw();
  expect(ask.snapshot().kind).toBe('idle');
  await vi.waitFor(() => expect(asked).toEqual(['POST', 'DELETE']));
  ask.ask(drawer, () => undefined);
  await vi.waitFor(() => expect(ask.snapshot().kind).toBe('waiting'));
  ask.close();
  expect(asked).toEqual(['POST', 'DELETE', 'POST', 'DELETE']);
});

test('takes back a grant that nothing has used, and leaves a used one alone', async () => {
  const { ask, asked, settle } = open(() => ({ approval: approval('PENDING') }));
  for (const leave of ['used', 'withdraw'] as const) {
    ask.ask(drawer, () => undefined);
    await vi.waitFor(() => expect(ask.snapshot().kind).toBe('waiting'));
    settle('GRANTED');
    ask[leave]();
  }
  expect(asked).toEqual(['POST', 'POST', 'DELETE']);
});

test('is granted by a manager’s PIN at this till', async () => {
  const { ask } = open((what) => ({ approval: approval(what === 'POST pin' ? 'GRANTED' : 'PENDING') }));
  ask.ask(drawer, () => undefined);
  await vi.waitFor(() => expect(ask.snapshot().kind).toBe('waiting'));
  await ask.grantByPin(UserId.parse('usr_manager'), '2580');
  expect(ask.snapshot().kind).toBe('granted');
});

function open(answer: Answer, lookAgainMs = 60_000) {
  const asked: string[] = [];
  let keys = 0;
  // The double stands for the data layer; it answers what each test scripts, untyped as a wire is.
  const call = ((contract: { method: string; path: string }, input: { idempotencyKey?: string }) => {
    const what = contract.path.endsWith('/pin') ? 'POST pin' : contract.method;
    asked.push(what);
    return Promise.resolve().then(() => answer(what, input));
  }) as unknown as Call;
  const { feed, tell, become } = makeTestFeed();
  const ask = new ApprovalAsk({ call, feed, newKey: () => `key-${(keys += 1)}`, lookAgainMs });
  ask.open();
  const settle = (status: Approval['status']): void => tell({ kind: 'decided', approval: approval(status) });
  return { ask, asked, settle, become };
}

function approval(status: Approval['status']): Approval {
  return buildApproval({ status });
}
