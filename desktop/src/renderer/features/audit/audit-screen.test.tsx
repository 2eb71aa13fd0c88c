import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { renderOnServer } from '../../testing/test-layer.tsx';
import { AuditScreen } from './audit-screen.tsx';

afterEach(cleanup);

const granted = {
  id: 'evt_1',
  seq: 7,
  at: '2026-11-25T20:00:00.000Z',
  actor: { id: 'usr_mara', role: 'MANAGER' },
  till: null,
  action: 'approval.granted',
  target: { kind: 'approval', id: 'apr_1' },
  showtimeId: null,
  before: null,
  after: {
    kind: 'NO_SALE',
    requestedBy: 'usr_casey',
    requestTill: 'til_2',
    requestReason: 'Coins',
    by: 'ONLINE',
  },
  reason: 'this once',
  requestId: null,
  traceId: null,
  result: 'OK',
};
const names = { usr_mara: 'Maria', usr_casey: 'Casey', til_2: 'Till 2' };

test('tells an approval by names in the list and as one sentence beside it', async () => {
  renderOnServer(<AuditScreen timeZone="Europe/Berlin" />, () => [
    200,
    { entries: [granted], names, nextCursor: null },
  ]);
  const row = (await screen.findByRole('rowheader', { name: /approved/ })).closest('[role="row"]');
  expect(row?.textContent).toContain('Opening the drawer without a sale approvedMariaTill 2Done');
  expect(screen.getByRole('complementary', { name: 'Entry' }).textContent).toContain(
    'Opening the drawer without a sale approved by Maria at Till 2, asked for by Casey — reason: Coins',
  );
  screen.getByText('Maria, manager');
  screen.getByText('this once');
});
