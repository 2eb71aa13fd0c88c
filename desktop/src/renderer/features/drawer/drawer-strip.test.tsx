import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { PrinterTrouble } from '../../../bridge/paper.ts';
import { buildApproval } from '../../testing/test-approvals.ts';
import { type Answer, problem, renderOnServer } from '../../testing/test-layer.tsx';
import { DrawerStrip } from './drawer-strip.tsx';

afterEach(cleanup);

const open = (drawer: (body: unknown) => Answer, trouble: PrinterTrouble | null = null) => {
  const [onOpened, onClose] = [vi.fn(), vi.fn()];
  const kick = vi.fn(() => Promise.resolve(trouble));
  const strip = <DrawerStrip {...{ kick, onOpened, onClose }} />;
  const server = renderOnServer(strip, ({ path, body }) =>
    path === '/api/drawer/open'
      ? drawer(body)
      : [path === '/api/approvals' ? 201 : 200, { approval: buildApproval() }],
  );
  const begin = (): void => void fireEvent.click(screen.getByRole('button', { name: 'Open the drawer' }));
  return { ...server, onOpened, onClose, kick, begin };
};

test('opens at once for whoever may, and says so', async () => {
  const { sent, onOpened, onClose, begin } = open(() => [204]);
  begin();
  expect((await screen.findByRole('status')).textContent).toBe('The drawer is open.');
  expect(sent.at(-1)).toMatchObject({ path: '/api/drawer/open', body: { reason: 'Change for a guest' } });
  expect([onOpened.mock.calls.length, onClose.mock.calls.length]).toEqual([1, 0]);
});

test('asks a manager where it takes one, and opens when that is granted', async () => {
  const { sent, tell, begin } = open((body) =>
    JSON.stringify(body).includes('apr_1') ? [204] : problem(403, 'approval.needed', { kind: 'NO_SALE' }),
  );
  begin();
  fireEvent.click(await screen.findByText('Ask a manager'));
  await screen.findByText('Waiting for a manager');
  act(() => tell({ kind: 'decided', approval: buildApproval({ status: 'GRANTED' }) }));
  expect(await screen.findByText('The drawer is open.')).toBeTruthy();
  expect(sent.find(({ path }) => path === '/api/approvals')?.body).toEqual({
    kind: 'NO_SALE',
    subject: {},
    reason: 'Change for a guest',
  });
});

test('says so where the printer can’t open it', async () => {
  const { kick, begin } = open(() => [204], 'unreachable');
  begin();
  expect((await screen.findByRole('alert')).textContent).toContain('can’t be reached. Use its key');
  expect(kick).toHaveBeenCalledOnce();
});

test('says why it stays shut, and leaves by Escape', async () => {
  const { onClose, kick, begin } = open(() => problem(403, 'till.needed'));
  begin();
  expect((await screen.findByRole('alert')).textContent).toContain('enrolled till');
  expect(kick).not.toHaveBeenCalled();
  fireEvent.keyDown(screen.getByRole('region', { name: 'Drawer' }), { key: 'Escape' });
  expect(onClose).toHaveBeenCalledOnce();
});
