import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { type Answer, problem, renderOnServer, type Sent } from '../../testing/test-layer.tsx';
import { TillsScreen } from './tills-screen.tsx';

const at = '2026-11-25T13:12:19.000Z';
const till = (id: string, name: string, status: string) => ({
  id,
  name,
  status,
  createdAt: at,
  enrolledAt: status === 'WAITING' ? null : at,
  revokedAt: status === 'REVOKED' ? at : null,
  lastSeenAt: null,
});
const front1 = till('til_1', 'Front 1', 'ENROLLED');
const old = till('til_9', 'Old bar', 'REVOKED');

afterEach(cleanup);

function open(answer: (sent: Sent) => Answer | undefined) {
  return renderOnServer(
    <TillsScreen timeZone="Europe/Berlin" />,
    (asked) => answer(asked) ?? [200, { tills: [front1, old] }],
  ).sent;
}

test('lists tills with their state; a revoked one offers nothing', async () => {
  open(() => undefined);
  await screen.findByRole('button', { name: 'Revoke…' });
  fireEvent.click(screen.getByRole('rowheader', { name: 'Old bar' }));
  await screen.findByText('A revoked till can’t be brought back. Add a new one in its place.');
  expect(screen.queryByRole('button', { name: 'Revoke…' })).toBeNull();
});

test('adds a till and shows its code large, with the time it has left', async () => {
  const made = till('til_2', 'Front 2', 'WAITING');
  const codeExpiresAt = new Date(Date.now() + 600_000).toISOString();
  let isMade = false;
  const sent = open(({ method }) => {
    if (method === 'GET') return isMade ? [200, { tills: [front1, made] }] : undefined;
    isMade = true;
    return [201, { till: made, code: '7K2M-9QXR-4TBD', codeExpiresAt }];
  });
  await screen.findByRole('button', { name: 'Revoke…' });
  fireEvent.click(screen.getByRole('button', { name: 'Add a till…' }));
  fireEvent.change(screen.getByLabelText(/^Name/), { target: { value: ' Front 2 ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Add the till and get its code' }));
  const panel = await screen.findByRole('region', { name: 'Code' });
  expect(panel.textContent).toContain('7K2M9QXR4TBD');
  expect(panel.textContent).toMatch(/(10:00|9:5\d) left/);
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ name: 'Front 2' });
});

test('says that a code has run out', async () => {
  open(({ path }) =>
    path.endsWith('/code') ? [200, { code: '7K2M-9QXR-4TBD', codeExpiresAt: at }] : undefined,
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Code for another device' }));
  expect((await screen.findByRole('alert')).textContent).toContain('has run out');
});

test('revokes only with a reason, and says in words why the server refused', async () => {
  const sent = open(({ path }) => (path.endsWith('/revoke') ? problem(404, 'till.not-found') : undefined));
  fireEvent.click(await screen.findByRole('button', { name: 'Revoke…' }));
  const act = screen.getByRole<HTMLButtonElement>('button', { name: 'Revoke Front 1' });
  expect(act.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('Reason, for the audit'), { target: { value: ' stolen ' } });
  fireEvent.click(act);
  expect((await screen.findByRole('alert')).textContent).toContain('no such till');
  expect(sent.find(({ method }) => method === 'POST')).toMatchObject({
    method: 'POST',
    path: '/api/admin/tills/til_1/revoke',
    body: { reason: 'stolen' },
  });
});

test('has a word for a house without tills and for a server that is away', async () => {
  open(() => [200, { tills: [] }]);
  await screen.findByRole('heading', { name: 'No tills yet' });
  cleanup();
  open(() => problem(503, 'service.unavailable'));
  expect((await screen.findByRole('alert')).textContent).toContain('busy recovering');
});
