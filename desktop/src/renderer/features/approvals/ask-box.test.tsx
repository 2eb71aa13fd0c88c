import { TillPerson } from '@foyer/shared/http/tills';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { buildApproval } from '../../testing/test-approvals.ts';
import { problem, renderOnServer } from '../../testing/test-layer.tsx';
import { DrawerStrip } from '../drawer/drawer-strip.tsx';

afterEach(cleanup);

const me = {
  user: { id: 'usr_casey', email: 'casey@example.test', name: 'Casey Cashier', role: 'CASHIER' },
  abilities: [],
  signedInBy: 'PIN',
  till: { id: 'til_1', name: 'Till 1' },
  pin: null,
};
const mara = TillPerson.parse({
  id: 'usr_mara',
  name: 'Mara Manager',
  lockedUntil: null,
  mayDecide: true,
});

test('keeps the keyboard when the PIN is left, so that the next Escape takes the request back', async () => {
  const { sent } = renderOnServer(
    <DrawerStrip kick={() => Promise.resolve(null)} onOpened={() => undefined} onClose={() => undefined} />,
    ({ path }) => {
      if (path === '/api/me') return [200, me];
      if (path === '/api/drawer/open') return problem(403, 'approval.needed', { kind: 'NO_SALE' });
      return [path === '/api/approvals' ? 201 : 200, { approval: buildApproval() }];
    },
    { tillPeople: () => Promise.resolve([mara]) },
  );
  fireEvent.click(screen.getByRole('button', { name: 'Open the drawer' }));
  fireEvent.click(await screen.findByText('Ask a manager'));
  fireEvent.click(await screen.findByText('A manager is here: PIN…'));
  const field = await screen.findByLabelText('PIN');
  await waitFor(() => expect(document.activeElement).toBe(field));
  fireEvent.keyDown(field, { key: 'Escape' });
  const box = screen.getByRole('region', { name: 'Approval' });
  expect(document.activeElement).toBe(box);
  expect(screen.queryByLabelText('PIN')).toBeNull();
  fireEvent.keyDown(box, { key: 'Escape' });
  await waitFor(() => expect(sent.some(({ method }) => method === 'DELETE')).toBe(true));
});
