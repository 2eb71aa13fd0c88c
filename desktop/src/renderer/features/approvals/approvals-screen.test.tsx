import { Me } from '@foyer/shared/http/sign-in';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { buildApproval } from '../../testing/test-approvals.ts';
import { type Answer, problem, renderOnServer } from '../../testing/test-layer.tsx';
import { ApprovalsScreen } from './approvals-screen.tsx';

const me = Me.parse({
  user: { id: 'usr_me', email: 'mara@example.test', name: 'Mara Manager', role: 'MANAGER' },
  abilities: ['approvals.decide'],
  signedInBy: 'GOOGLE',
  till: null,
  pin: null,
});

afterEach(cleanup);

const open = (answer: Answer) =>
  renderOnServer(<ApprovalsScreen me={me} timeZone="Europe/Berlin" />, () => answer);

test('lists what was asked for and says who decided it, and how', async () => {
  const refused = buildApproval({
    id: 'apr_2',
    status: 'REFUSED',
    decidedBy: { id: 'usr_ada', name: 'Ada Admin' },
    decidedAt: '2026-11-25T20:00:00.000Z',
    note: 'Not today',
    by: 'PIN',
  });
  open([200, { approvals: [buildApproval(), refused] }]);
  expect(await screen.findByText('It is waiting in the bar above: F8 grants, F9 refuses.')).toBeTruthy();
  fireEvent.click(screen.getByText('Refused'));
  expect(await screen.findByText('Not today')).toBeTruthy();
  expect(screen.getByText('Ada Admin, by PIN at the till')).toBeTruthy();
});

test('leaves one’s own request to somebody else', async () => {
  open([200, { approvals: [buildApproval({ requestedBy: { id: 'usr_me', name: 'Mara' } })] }]);
  expect(await screen.findByText(/Another manager has to decide/)).toBeTruthy();
});

test('has a word for an empty list and for a server that is away', async () => {
  open([200, { approvals: [] }]);
  expect(await screen.findByText('No requests yet')).toBeTruthy();
  cleanup();
  open(problem(503, 'service.unavailable'));
  expect((await screen.findByRole('alert')).textContent).toContain('busy recovering');
});
