import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { SessionState } from '../../../bridge/session.ts';
import { DeviceProvider } from '../../data/device.tsx';
import { fakeDevice, front1, noTill } from '../../testing/fake-device.tsx';
import { SignInScreen } from './sign-in-screen.tsx';

afterEach(cleanup);

const signedOut = { kind: 'signed-out', failure: null } as const;

function open(till = noTill, session: Exclude<SessionState, { kind: 'signed-in' }> = signedOut) {
  const { device, asked } = fakeDevice({ till, session });
  render(
    <DeviceProvider device={device}>
      <SignInScreen session={session} />
    </DeviceProvider>,
  );
  return asked;
}

test('has one key for Google where this is no till, and the way to make it one', () => {
  const asked = open();
  const google = screen.getByRole('button', { name: 'Sign in with Google' });
  expect(document.activeElement).toBe(google);
  fireEvent.click(google);
  expect(asked.signIn).toHaveBeenCalledTimes(1);
  fireEvent.click(screen.getByRole('button', { name: 'Enrol this till…' }));
  screen.getByLabelText('Code, twelve letters and digits');
});

test('names the till and lets its people in by PIN, or by Google', async () => {
  const asked = open(front1);
  screen.getByText('Till Front 1');
  await screen.findByRole('button', { name: 'Sign in as Casey Cashier' });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in with Google' }));
  expect(asked.signIn).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole('button', { name: 'Enrol this till…' })).toBeNull();
});

test('says what a machine without a key store forgets', () => {
  open({ ...front1, keeps: 'memory' });
  expect(screen.getByText(/after a restart this till has to be enrolled again/)).toBeTruthy();
});

test('says why nobody is signed in when the till was revoked', () => {
  open(noTill, { kind: 'signed-out', failure: 'till-refused' });
  expect(screen.getByRole('alert').textContent).toContain('no longer a till');
});
