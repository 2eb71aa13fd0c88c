import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { DeviceProvider } from '../../data/device.tsx';
import { casey, cleo, fakeDevice, ok } from '../../testing/fake-device.tsx';
import { TillPeople } from './till-people.tsx';

afterEach(cleanup);

function open({ device, asked } = fakeDevice(), onSwitched: () => void = () => undefined) {
  render(
    <DeviceProvider device={device}>
      <TillPeople
        current={cleo.id}

        act={(name) => `Go on as ${name}`}
        onSwitched={onSwitched}
      />
    </DeviceProvider>,
  );
  return asked;
}

const pinField = (): HTMLInputElement => screen.getByLabelText(/^PIN of/);
const refused = (code: 'pin.refused' | 'pin.locked', details: Record<string, unknown>) =>
  ok({ kind: 'refused' as const, code, details });

test('switches by keyboard alone: arrows, digits, Enter', async () => {
  let switched = 0;
  const asked = open(fakeDevice(), () => (switched += 1));
  const first = await screen.findByRole('option', { name: /Cleo/ });
  await waitFor(() => expect(document.activeElement).toBe(first));
  fireEvent.keyDown(first, { key: 'ArrowDown' });
  await screen.findByRole('button', { name: 'Go on as Casey Cashier' });
  fireEvent.keyDown(screen.getByRole('option', { name: /Casey/ }), { key: '4' });
  expect(document.activeElement).toBe(pinField());
  expect(pinField().value).toBe('4');
  fireEvent.change(pinField(), { target: { value: '47x11' } });
  fireEvent.keyDown(pinField(), { key: 'Enter' });
  await waitFor(() => expect(switched).toBe(1));
  expect(asked.switchTo.mock.calls).toEqual([[{ userId: casey.id, pin: '4711' }]]);
});

test('never shows the PIN, and keeps none after a try; says how many are left', async () => {
  const given = fakeDevice();
  given.asked.switchTo.mockReturnValue(refused('pin.refused', { attemptsLeft: 4 }));
  open(given);
  await screen.findByRole('option', { name: /Cleo/ });
  expect(pinField().type).toBe('password');
  fireEvent.change(pinField(), { target: { value: '4711' } });
  fireEvent.keyDown(pinField(), { key: 'Enter' });
  expect(pinField().value).toBe('');
  expect((await screen.findByRole('alert')).textContent).toBe('That is not the PIN. 4 more tries are left.');
  expect(given.asked.tillPeople).toHaveBeenCalledTimes(2);
});

test('tries nothing while a PIN is too short, a try is under way or the person is locked', async () => {
  const given = fakeDevice();
  const until = new Date(Date.now() + 15 * 60_000).toISOString();
  given.asked.tillPeople.mockReturnValue(
    ok({ kind: 'people', people: [{ ...cleo, lockedUntil: until }, casey] }),
  );
  given.asked.switchTo.mockReturnValue(new Promise(() => undefined));
  open(given);
  expect((await screen.findByRole('alert')).textContent).toContain('Cleo Cashier can try again at');
  fireEvent.change(pinField(), { target: { value: '4711' } });
  fireEvent.keyDown(pinField(), { key: 'Enter' });
  fireEvent.click(screen.getByRole('option', { name: /Casey/ }));
  await screen.findByLabelText('PIN of Casey Cashier');
  fireEvent.change(pinField(), { target: { value: '471' } });
  fireEvent.keyDown(pinField(), { key: 'Enter' });
  expect(given.asked.switchTo).not.toHaveBeenCalled();
  fireEvent.change(pinField(), { target: { value: '4711' } });
  fireEvent.keyDown(pinField(), { key: 'Enter' });
  fireEvent.change(pinField(), { target: { value: '4712' } });
  fireEvent.keyDown(pinField(), { key: 'Enter' });
  expect(given.asked.switchTo).toHaveBeenCalledTimes(1);
});

test('waits for an answer, and has a word for a server that is away, asked again on demand', async () => {
  const given = fakeDevice();
  given.asked.tillPeople.mockReturnValueOnce(ok({ kind: 'unreachable' }));
  open(given);
  expect(screen.getByRole('status').getAttribute('aria-label')).toContain('Looking');
  expect((await screen.findByRole('alert')).textContent).toContain('gave no answer');
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByRole('option', { name: /Cleo/ });
});

test('says what to do while nobody has a PIN here', async () => {
  const given = fakeDevice();
  given.asked.tillPeople.mockReturnValue(ok({ kind: 'people', people: [] }));
  open(given);
  await screen.findByRole('heading', { name: 'No PIN works here yet' });
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Sign in with Google' }));
});
