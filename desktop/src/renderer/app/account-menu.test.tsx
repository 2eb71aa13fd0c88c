import type { Me } from '@foyer/shared/http/sign-in';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { AccountMenu } from './account-menu.tsx';

// The menu reads no more of it than this.
const me = { user: { name: 'Casey Cashier', email: 'casey@example.test', role: 'CASHIER' } } as Me;

afterEach(cleanup);

test.each([
  ['key-store', 'This till stays signed in after a restart.'],
  ['memory', 'No key store on this machine: you sign in again after a restart.'],
] as const)('says what becomes of a session that is kept in the %s', async (keeps, sentence) => {
  render(<AccountMenu me={me} keeps={keeps} onSignOut={() => undefined} />);
  fireEvent.click(screen.getByRole('button', { name: 'Account of Casey Cashier' }));
  expect((await screen.findByText(/after a restart/)).textContent).toBe(sentence);
});
