import type { Approval } from '@foyer/shared/http/approvals';
import { Me } from '@foyer/shared/http/sign-in';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { buildApproval } from '../../testing/test-approvals.ts';
import { type Answer, problem, renderOnServer, type Sent } from '../../testing/test-layer.tsx';
import { ApprovalBar } from './approval-bar.tsx';

const me = Me.parse({
  user: { id: 'usr_me', email: 'mara@example.test', name: 'Mara Manager', role: 'MANAGER' },
  abilities: ['approvals.decide', 'tills.manage'],
  signedInBy: 'GOOGLE',
  till: null,
  pin: null,
});

let clock = 0;
beforeEach(() => {
  clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const bar = () => screen.queryByRole('region', { name: 'Somebody asks for your approval' });
const press = (key: string): boolean => fireEvent.keyDown(document.body, { key });
const listed = (...approvals: readonly Approval[]): Answer => [200, { approvals }];

/** The bar with a request on screen that has been there long enough to be read. */
async function open(answer: (sent: Sent) => Answer | undefined, ...waiting: readonly Approval[]) {
  const server = renderOnServer(
    <ApprovalBar me={me} />,
    (sent) => answer(sent) ?? (sent.path.endsWith('status=PENDING') ? listed(...waiting) : [200, {}]),
  );
  await waitFor(() => expect(bar()).not.toBeNull());
  clock += 1_000;
  return server;
}

const decisions = (sent: readonly Sent[]) => sent.filter(({ path }) => path.endsWith('/decision'));

test('says who asks for what and why, and leaves the keyboard where it is', async () => {
  const field = document.body.appendChild(document.createElement('input'));
  field.focus();
  await open(() => undefined, buildApproval({ reason: 'Change for a guest' }));
  expect(bar()?.textContent).toContain('Casey Cashier: Open the drawer without a sale“Change for a guest”');
  expect(document.activeElement).toBe(field);
  expect(screen.getByText(/asks for your approval/).getAttribute('aria-live')).toBe('assertive');
  field.remove();
});

test('names the till and the seats of a refund', async () => {
  const refund = buildApproval({
    kind: 'REFUND',
    subject: { bookingId: 'bkg_1', seats: ['F12', 'F13'], amountMinor: 3900, currency: 'EUR' },
    till: 'til_1',
  });
  const till = { id: 'til_1', name: 'Till 1', status: 'ENROLLED', createdAt: refund.requestedAt };
  const tills = [{ ...till, enrolledAt: till.createdAt, revokedAt: null, lastSeenAt: null }];
  await open(({ path }) => (path === '/api/admin/tills' ? [200, { tills }] : undefined), refund);
  await waitFor(() => expect(bar()?.textContent).toContain('Casey Cashier, Till 1: Refund €39.00 · F12–F13'));
});

test('grants by key, with a note where one was written, and says so', async () => {
  const waiting = buildApproval();
  const granted = { ...waiting, status: 'GRANTED', decidedBy: { id: 'usr_me', name: 'Mara' } };
  const { sent } = await open(
    ({ path }) => (path.endsWith('/decision') ? [200, { approval: granted }] : undefined),
    waiting,
  );
  press('F7');
  const note = screen.getByLabelText('Note (optional)');
  expect(document.activeElement).toBe(note);
  fireEvent.change(note, { target: { value: ' this once ' } });
  fireEvent.keyDown(note, { key: 'F8' });
  await waitFor(() => expect(bar()).toBeNull());
  expect(decisions(sent)).toMatchObject([
    { path: '/api/approvals/apr_1/decision', body: { decision: 'GRANT', note: 'this once' } },
  ]);
  expect(screen.getByRole('status').textContent).toBe('You granted: Open the drawer without a sale');
});

test('takes no key for a request that came to the front a moment ago', async () => {
  const [first, second] = [buildApproval(), buildApproval({ id: 'apr_2' })];
  const { sent } = await open(
    ({ path, body }) =>
      path.endsWith('/decision') && body ? [200, { approval: { ...first, status: 'REFUSED' } }] : undefined,
    first,
    second,
  );
  expect(bar()?.textContent).toContain('1 of 2');
  press('F9');
  await waitFor(() => expect(bar()?.dataset['approval']).toBe('apr_2'));
  press('F8');
  expect(decisions(sent)).toHaveLength(1);
  clock += 1_000;
  press('F8');
  await waitFor(() => expect(decisions(sent)).toHaveLength(2));
});

test('hears of new requests, and never shows one’s own', async () => {
  const { tell } = await open(() => undefined, buildApproval());
  act(() => tell({ kind: 'requested', approval: buildApproval({ id: 'apr_2' }) }));
  act(() =>
    tell({
      kind: 'requested',
      approval: buildApproval({ id: 'apr_3', requestedBy: { id: 'usr_me', name: 'Mara' } }),
    }),
  );
  expect(bar()?.textContent).toContain('1 of 2');
});

test('lets one that was decided elsewhere go with a word, and gives the keyboard back', async () => {
  const seat = document.body.appendChild(document.createElement('button'));
  seat.focus();
  const { tell } = await open(() => undefined, buildApproval());
  press('F7');
  expect(document.activeElement).not.toBe(seat);
  const decidedBy = { id: 'usr_ada', name: 'Ada Admin' };
  act(() => tell({ kind: 'decided', approval: buildApproval({ status: 'REFUSED', decidedBy }) }));
  expect(bar()).toBeNull();
  expect(screen.getByRole('status').textContent).toContain('Ada Admin refused');
  expect(document.activeElement).toBe(seat);
  seat.remove();
});

test('finds out after a broken line what it missed', async () => {
  let isBack = false;
  const missed = buildApproval({ id: 'apr_2', reason: 'Missed' });
  const { become } = await open(({ path }) => {
    if (!isBack) return undefined;
    if (path.endsWith('status=PENDING')) return listed(missed);
    return [200, { approval: buildApproval({ status: 'EXPIRED' }) }];
  }, buildApproval());
  isBack = true;
  act(() => become('stale'));
  act(() => become('live'));
  await waitFor(() => expect(bar()?.textContent).toContain('Missed'));
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('Nobody decided in time'));
});

test('says why a decision did not get through, and keeps the request', async () => {
  await open(
    ({ path }) => (path.endsWith('/decision') ? problem(403, 'approval.own') : undefined),
    buildApproval(),
  );
  press('F8');
  expect((await screen.findByRole('alert')).textContent).toContain('Another manager has to decide');
  expect(bar()).not.toBeNull();
});
