import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { DeviceProvider } from '../../data/device.tsx';
import { fakeDevice, me } from '../../testing/fake-device.tsx';
import { type Answer, problem, renderOnServer } from '../../testing/test-layer.tsx';
import { OwnPinDialog } from './own-pin-dialog.tsx';

afterEach(cleanup);

function open(shown = me, answer: Answer = [204]) {
  const { device, asked } = fakeDevice();
  let closed = 0;
  const { sent } = renderOnServer(
    <DeviceProvider device={device}>
      <OwnPinDialog me={shown} timeZone="Europe/Berlin" onClose={() => (closed += 1)} />
    </DeviceProvider>,
    () => answer,
  );
  return { sent, asked, closed: () => closed };
}

function type(first: string, second: string): void {
  fireEvent.change(screen.getByLabelText('4 to 8 digits'), { target: { value: first } });
  fireEvent.change(screen.getByLabelText('The same again'), { target: { value: second } });
}

test('sets a PIN that was typed twice the same', async () => {
  const world = open();
  type('4711', '4712');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Set the PIN' }).disabled).toBe(true);
  screen.getByText('The two are not the same.');
  type('4711', '4711');
  fireEvent.click(screen.getByRole('button', { name: 'Set the PIN' }));
  await waitFor(() => expect(world.closed()).toBe(1));
  expect(world.sent).toMatchObject([{ method: 'POST', path: '/api/me/pin', body: { pin: '4711' } }]);
});

test('says the server’s words about a PIN that is too easy, and keeps nothing in the fields', async () => {
  const issues = [{ path: 'pin', message: 'is too easy to guess' }];
  open(me, problem(409, 'request.unfit', { issues }));
  type('1234', '1234');
  fireEvent.click(screen.getByRole('button', { name: 'Set the PIN' }));
  expect((await screen.findByRole('alert')).textContent).toBe('This PIN is too easy to guess.');
  expect(screen.getByLabelText<HTMLInputElement>('4 to 8 digits').value).toBe('');
});

test('changes and removes a PIN, and says how long it works', async () => {
  const world = open({ ...me, pin: { expiresAt: '2026-12-24T12:00:00.000Z' } });
  screen.getByText(/It works until 24 Dec 2026/);
  screen.getByRole('button', { name: 'Change the PIN' });
  fireEvent.click(screen.getByRole('button', { name: 'Remove my PIN' }));
  await waitFor(() => expect(world.closed()).toBe(1));
  expect(world.sent.map(({ method }) => method)).toEqual(['DELETE']);
});

test('offers Google’s sign-in to whoever came by PIN', () => {
  const { asked } = open({ ...me, signedInBy: 'PIN' });
  expect(screen.queryByLabelText('4 to 8 digits')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Sign in with Google' }));
  expect(asked.signIn).toHaveBeenCalledTimes(1);
});
