import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { SessionChange } from '../../../bridge/session.ts';
import type { TillState } from '../../../bridge/till.ts';
import { DeviceProvider } from '../../data/device.tsx';
import { caseysSession, fakeDevice, front1, me, noTill } from '../../testing/fake-device.tsx';
import { TakeOverScreen } from './take-over-screen.tsx';

afterEach(cleanup);

function open(
  onBack: (() => void) | null,
  change: SessionChange = { kind: 'none' },
  given: Partial<typeof caseysSession> & { readonly till?: TillState } = {},
) {
  const { till = front1, ...session } = given;
  const { device, asked } = fakeDevice({ till, session: { ...caseysSession, change, ...session } });
  render(
    <DeviceProvider device={device}>
      <TakeOverScreen me={me} onBack={onBack} />
    </DeviceProvider>,
  );
  return asked;
}

test('puts whoever is here first, and goes back by Escape', async () => {
  let back = 0;
  open(() => (back += 1));
  const people = await screen.findAllByRole('option');
  expect(people.map(({ textContent }) => textContent)).toEqual(['Casey Cashierhere now', 'Cleo Cashier']);
  fireEvent.keyDown(window, { key: 'Escape' });
  expect(back).toBe(1);
});

test('has no way back while the till is locked, but PIN and Google', async () => {
  const asked = open(null);
  await screen.findByRole('button', { name: 'Go on as Casey Cashier' });
  expect(screen.queryByRole('button', { name: 'Back to the counter' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Sign in with Google' }));
  expect(asked.signIn).toHaveBeenCalledTimes(1);
});

test('gives the browser the word, and says how its sign-in came to nothing', () => {
  const asked = open(null, { kind: 'waiting', address: 'http://api.test/login', browserOpened: true });
  expect(screen.queryByRole('option')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(asked.cancelSignIn).toHaveBeenCalledTimes(1);
  cleanup();
  open(null, { kind: 'failed', failure: 'cancelled' });
  expect(screen.getByRole('alert').textContent).toContain('was stopped');
});

test('says that a session is over, and what becomes of the counter; by Google alone where there is no till', () => {
  open(null, { kind: 'none' }, { locked: true, isOver: true, till: noTill });
  screen.getByRole('heading', { name: 'Session over' });
  screen.getByText(/Once Casey Cashier signs in again, the counter goes on where it was/);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Sign in with Google' }));
});
