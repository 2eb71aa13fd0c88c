import { TillPerson } from '@foyer/shared/http/tills';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '../../data/api-problem.ts';
import { renderOnServer } from '../../testing/test-layer.tsx';
import { PinForm } from './pin-form.tsx';

afterEach(cleanup);

const person = (id: string, name: string, mayDecide = true) =>
  TillPerson.parse({ id, name, lockedUntil: null, mayDecide });
const me = {
  user: { id: 'usr_casey', email: 'casey@example.test', name: 'Casey Cashier', role: 'CASHIER' },
  abilities: [],
  signedInBy: 'PIN',
  till: { id: 'til_1', name: 'Till 1' },
  pin: null,
};

function open(
  onGrant: () => Promise<void>,
  people = [person('usr_casey', 'Casey'), person('usr_cleo', 'Cleo', false), person('usr_mara', 'Mara')],
) {
  renderOnServer(<PinForm people={() => Promise.resolve(people)} onGrant={onGrant} />, () => [200, me]);
}

test('takes a manager’s PIN by keyboard, and offers neither colleagues nor oneself', async () => {
  const onGrant = vi.fn(() => Promise.resolve());
  open(onGrant);
  const field = await screen.findByLabelText<HTMLInputElement>('PIN');
  expect(field.type).toBe('password');
  await waitFor(() => expect(screen.getByRole('button', { name: /Mara/ })).toBeTruthy());
  expect(screen.getAllByRole('option', { hidden: true }).map(({ textContent }) => textContent)).toEqual(
    expect.not.arrayContaining(['Cleo', 'Casey']),
  );
  await waitFor(() => expect(document.activeElement).toBe(field));
  fireEvent.change(field, { target: { value: '25' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  fireEvent.change(field, { target: { value: '2580' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(onGrant).toHaveBeenCalledExactlyOnceWith('usr_mara', '2580'));
});

test('takes nobody’s PIN before it is said whose, where several have one', async () => {
  const onGrant = vi.fn(() => Promise.resolve());
  open(onGrant, [person('usr_cleo', 'Cleo'), person('usr_mara', 'Mara')]);
  const who = await screen.findByRole('button', { name: /Who is the manager/ });
  await waitFor(() => expect(document.activeElement).toBe(who));
  const field = screen.getByLabelText<HTMLInputElement>('PIN');
  fireEvent.change(field, { target: { value: '2580' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect((await screen.findByRole('alert')).textContent).toBe('Choose first whose PIN this is.');
  fireEvent.click(who);
  fireEvent.click(await screen.findByRole('option', { name: 'Mara' }));
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(onGrant).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(onGrant).toHaveBeenCalledExactlyOnceWith('usr_mara', '2580'));
});

test('says that a colleague is no manager', async () => {
  const details = { action: 'approvals.decide' };
  open(() => Promise.reject(new ApiProblem({ code: 'action.forbidden', details, requestId: 'r' })));
  const field = await screen.findByLabelText<HTMLInputElement>('PIN');
  await screen.findByRole('button', { name: /Mara/ });
  fireEvent.change(field, { target: { value: '2580' } });
  fireEvent.click(screen.getByRole('button', { name: 'Grant by PIN' }));
  expect((await screen.findByRole('alert')).textContent).toBe('Mara is no manager and can’t grant this.');
});

test('says what is wrong with a PIN and empties the field', async () => {
  const refusal = new ApiProblem({ code: 'pin.refused', details: { attemptsLeft: 1 }, requestId: 'r' });
  open(() => Promise.reject(refusal));
  const field = await screen.findByLabelText<HTMLInputElement>('PIN');
  await screen.findByRole('button', { name: /Mara/ });
  fireEvent.change(field, { target: { value: '2580' } });
  fireEvent.click(screen.getByRole('button', { name: 'Grant by PIN' }));
  expect((await screen.findByRole('alert')).textContent).toContain('One more try');
  expect(field.value).toBe('');
});

test('says so where nobody else has a PIN here', async () => {
  open(() => Promise.resolve(), [person('usr_casey', 'Casey'), person('usr_cleo', 'Cleo', false)]);
  expect(await screen.findByText(/No other manager has a PIN at this till/)).toBeTruthy();
});
