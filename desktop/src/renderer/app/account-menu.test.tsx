import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { DeviceProvider } from '../data/device.tsx';
import { fakeDevice, me } from '../testing/fake-device.tsx';
import { AccountMenu } from './account-menu.tsx';

afterEach(cleanup);

test.each([
  ['key-store', 'This till stays signed in after a restart.'],
  ['memory', 'No key store on this machine: you sign in again after a restart.'],
] as const)('says what becomes of a session that is kept in the %s', async (keeps, sentence) => {
  render(
    <DeviceProvider device={fakeDevice().device}>
      <AccountMenu me={me} keeps={keeps} onAct={() => undefined} />
    </DeviceProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Account of Casey Cashier Cashier' }));
  expect((await screen.findByText(/after a restart/)).textContent).toBe(sentence);
});
