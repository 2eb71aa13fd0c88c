import { Me } from '@foyer/shared/http/sign-in';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { type Answer, problem, renderOnServer, type Sent } from '../../testing/test-layer.tsx';
import { PeopleScreen } from './people-screen.tsx';

const at = '2026-11-25T13:12:19.000Z';
const me = Me.parse({
  user: { id: 'usr_me', email: 'mara@example.test', name: 'Mara Manager', role: 'MANAGER' },
  abilities: ['people.view', 'people.invite', 'people.manage'],
  signedInBy: 'GOOGLE',
  till: null,
  pin: null,
});
const someone = (id: string, name: string, role: string, changeable: boolean) => ({
  id,
  name,
  email: `${id}@example.test`,
  role,
  disabledAt: null,
  lastSignInAt: at,
  changeable,
});
const casey = someone('usr_casey', 'Casey Cashier', 'CASHIER', true);
const mara = someone('usr_me', 'Mara Manager', 'MANAGER', false);

afterEach(cleanup);

const admin = Me.parse({
  ...me,
  user: { ...me.user, role: 'ADMIN' },
  abilities: [...me.abilities, 'people.privacy'],
});

/** The screen on a server that answers like this; what it was asked is in `sent`. */
function open(answer: (sent: Sent) => Answer | undefined, who = me): { readonly sent: Sent[] } {
  return renderOnServer(
    <PeopleScreen me={who} timeZone="Europe/Berlin" />,
    (asked) => answer(asked) ?? usual(asked),
  );
}

function usual({ path }: Sent): Answer {
  if (path.startsWith('/api/admin/people/invitations')) return [200, { invitations: [], nextCursor: null }];
  return [200, { people: [casey, mara], grants: ['USER', 'CASHIER'], nextCursor: null }];
}

test('says who is who, and offers changes only for those the reader may change', async () => {
  open(() => undefined);
  await screen.findByRole('button', { name: 'Change role…' });
  expect(screen.getByRole('heading', { name: 'Casey Cashier' })).toBeTruthy();
  fireEvent.click(screen.getByRole('rowheader', { name: 'Mara Manager' }));
  await screen.findByText('This is you. Only somebody else can change your role or your account.');
  expect(screen.queryByRole('button', { name: 'Change role…' })).toBeNull();
});

test('disables only with a reason, and says in words why the server refused', async () => {
  const { sent } = open(({ path }) =>
    path.endsWith('/disable') ? problem(403, 'people.rule', { rule: 'last-admin' }) : undefined,
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Disable…' }));
  const act = screen.getByRole<HTMLButtonElement>('button', { name: 'Disable Casey Cashier' });
  expect(act.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('Reason, for the audit'), { target: { value: ' left ' } });
  fireEvent.click(act);
  expect((await screen.findByRole('alert')).textContent).toContain('only administrator');
  expect(sent.find(({ method }) => method === 'POST')).toMatchObject({
    method: 'POST',
    path: '/api/admin/people/usr_casey/disable',
    body: { reason: 'left' },
  });
});

test('invites only what looks like an address, for a role that works here', async () => {
  const { sent } = open(({ method, body }) => {
    if (method !== 'POST') return undefined;
    const made = { id: 'inv_1', invitedBy: 'Mara Manager', invitedAt: at, expiresAt: at, changeable: true };
    return [200, { invitation: { ...made, ...(body as object) }, mailed: false }];
  });
  await screen.findByRole('button', { name: 'Change role…' });
  fireEvent.click(screen.getByRole('button', { name: 'Invite…' }));
  const act = screen.getByRole<HTMLButtonElement>('button', { name: 'Invite as a cashier' });
  const field = screen.getByLabelText('Address of their Google account');
  fireEvent.change(field, { target: { value: 'nobody' } });
  expect(act.disabled).toBe(true);
  fireEvent.change(field, { target: { value: 'new@example.test' } });
  fireEvent.click(act);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Invite as a cashier' })).toBeNull());
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
    email: 'new@example.test',
    role: 'CASHIER',
  });
});

test('has a word for an empty list and for a server that is away', async () => {
  open(({ path }) =>
    path.includes('people?') ? [200, { people: [], grants: [], nextCursor: null }] : undefined,
  );
  await screen.findByRole('heading', { name: 'Nobody' });
  cleanup();
  open(() => problem(503, 'service.unavailable'));
  expect((await screen.findByRole('alert')).textContent).toContain('busy recovering');
});

test('offers export and erasure to an administrator only, and erases nobody’s own account', async () => {
  open(() => undefined);
  await screen.findByRole('button', { name: 'Change role…' });
  expect(screen.queryByRole('button', { name: 'Erase…' })).toBeNull();
  cleanup();
  open(() => undefined, admin);
  await screen.findByRole('button', { name: 'Erase…' });
  fireEvent.click(screen.getByRole('rowheader', { name: 'Mara Manager' }));
  await screen.findByText('This is you. Only somebody else can change your role or your account.');
  expect(screen.queryByRole('button', { name: 'Erase…' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Export data' })).toBeTruthy();
});

test('erases with a reason and a warning, and only on a second word where tickets are still to come', async () => {
  const { sent } = open(({ path, body }) => {
    if (!path.endsWith('/erase')) return undefined;
    const isForced = (body as { readonly force: boolean }).force;
    return isForced
      ? [200, { id: 'usr_casey', erasedAt: at }]
      : problem(409, 'person.has-bookings', { open: 0, upcoming: 2 });
  }, admin);
  fireEvent.click(await screen.findByRole('button', { name: 'Erase…' }));
  expect(screen.getByText(/This can’t be undone/)).toBeTruthy();
  const act = screen.getByRole<HTMLButtonElement>('button', { name: 'Erase Casey Cashier for good' });
  expect(act.disabled).toBe(true);
  const field = screen.getByLabelText('Reason, for the audit, without the name');
  fireEvent.change(field, { target: { value: 'asked by letter' } });
  fireEvent.click(act);
  expect((await screen.findByRole('alert')).textContent).toContain('Tickets for shows to come: 2');
  fireEvent.click(screen.getByRole('button', { name: 'Erase Casey Cashier anyway' }));
  expect((await screen.findByText(/has been erased/)).textContent).toContain('Casey Cashier has been erased');
  expect(sent.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
    { reason: 'asked by letter', force: false },
    { reason: 'asked by letter', force: true },
  ]);
});

test('says who has been erased until that is read, and then goes back to the list', async () => {
  let isErased = false;
  open(({ path }) => {
    if (path.startsWith('/api/admin/people?') && isErased)
      return [200, { people: [mara], grants: ['USER', 'CASHIER'], nextCursor: null }];
    if (!path.endsWith('/erase')) return undefined;
    isErased = true;
    return [200, { id: 'usr_casey', erasedAt: at }];
  }, admin);
  const search = await screen.findByRole<HTMLInputElement>('searchbox');
  fireEvent.change(search, { target: { value: 'casey' } });
  fireEvent.click(await screen.findByRole('button', { name: 'Erase…' }));
  const reason = screen.getByLabelText('Reason, for the audit, without the name');
  fireEvent.change(reason, { target: { value: 'asked by letter' } });
  fireEvent.keyDown(reason, { key: 'Enter' });
  const back = await screen.findByRole('button', { name: 'Back to the list' });
  expect(document.activeElement).toBe(back);
  await waitFor(() => expect(screen.queryByRole('rowheader', { name: 'Casey Cashier' })).toBeNull());
  expect(screen.getByRole('complementary', { name: 'Person' }).textContent).toContain('Erased');
  expect(search.value).toBe('');
  fireEvent.click(back);
  const row = screen.getByRole('rowheader', { name: 'Mara Manager' }).closest('[role="row"]');
  await waitFor(() => expect(document.activeElement).toBe(row));
});

test('says in words why there is no export', async () => {
  open(({ path }) => (path.endsWith('/export') ? problem(404, 'person.not-found') : undefined), admin);
  fireEvent.click(await screen.findByRole('button', { name: 'Export data' }));
  expect((await screen.findByRole('alert')).textContent).toContain('no such person');
  fireEvent.click(screen.getByRole('button', { name: 'Close the export' }));
  await screen.findByRole('button', { name: 'Export data' });
});

test('shows everything that is kept, as text to copy', async () => {
  const { role, id, name, email } = casey;
  const account = {
    id,
    name,
    email,
    googleSub: '104',
    role,
    createdAt: at,
    lastSignInAt: at,
    disabledAt: null,
  };
  const lists = { sessions: [], invitations: [], bookings: [], mails: [], audit: [], cut: [] };
  const kept = { exportedAt: at, account, pin: null, ...lists };
  open(({ path }) => (path.endsWith('/export') ? [200, kept] : undefined), admin);
  fireEvent.click(await screen.findByRole('button', { name: 'Export data' }));
  const text = await screen.findByLabelText<HTMLTextAreaElement>(/Everything that is kept about Casey/);
  expect(JSON.parse(text.value)).toEqual(kept);
});
