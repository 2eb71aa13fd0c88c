import { CashCount } from '@foyer/shared/http/cash';
import { TillId } from '@foyer/shared/ids';
import { LocalDate } from '@foyer/shared/time';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { DeviceProvider } from '../../data/device.tsx';
import { fakeDevice, front1, me as casey, ok } from '../../testing/fake-device.tsx';
import { buildApproval } from '../../testing/test-approvals.ts';
import { type Answer, problem, renderOnServer, type Sent } from '../../testing/test-layer.tsx';
import { buildShowtime } from '../../testing/test-sales.ts';
import { buildClosedShift, buildShift, buildZ } from '../../testing/test-shifts.ts';
import { ShiftScreen } from './shift-screen.tsx';
import { useShiftDesk } from './use-shift-desk.ts';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const Counted = z.object({ float: z.object({ denominations: CashCount }) });
const today = LocalDate.parse('2026-11-26');
const place = { today, timeZone: 'Europe/Berlin' };
const tillName = (id: string): string => (id === 'til_1' ? 'Front 1' : 'Front 2');
const manager = { ...casey, abilities: [...casey.abilities, 'shift.view-all', 'shift.manage'] as never };

function open(answer: (sent: Sent) => Answer | undefined, me: typeof casey = casey) {
  const asked = {
    printShift: vi.fn((_job: unknown) => ok(null)),
    openDrawer: vi.fn(() => ok(null)),
  };
  const { device } = fakeDevice();
  const tills = new Map([[TillId.parse('til_1'), 'Front 1']]);
  function Stage(): ReactNode {
    const desk = useShiftDesk({ till: me.till, tillName, ...place, onPaperLost: vi.fn() });
    return <ShiftScreen {...{ me, desk, tills, tillName, ...place }} onDrawer={vi.fn()} />;
  }
  const server = renderOnServer(
    <DeviceProvider device={{ ...device, bridge: { ...device.bridge, ...asked } }}>
      <Stage />
    </DeviceProvider>,
    (sent) =>
      answer(sent) ??
      (sent.path === '/api/shifts/current'
        ? [200, { shift: null }]
        : [200, { showtimes: [buildShowtime()], shifts: [], nextCursor: null }]),
  );
  return { ...server, asked };
}

const press = (key: string): void => void fireEvent.keyDown(document.body, { key });

test('opens a shift with what was counted, and says in words where one is open already', async () => {
  const { sent } = open(({ method }) =>
    method === 'POST' ? problem(409, 'shift.open', { shiftId: 'shf_9' }) : undefined,
  );
  fireEvent.change(await screen.findByLabelText('€50'), { target: { value: '3' } });
  fireEvent.click(screen.getByText('Open with €150.00'));
  expect((await screen.findByRole('alert')).textContent).toContain('open at this till already');
  const { body } = sent.find(({ method }) => method === 'POST') ?? {};
  const { denominations } = Counted.parse(body).float;
  expect(denominations.filter(({ count }) => count > 0)).toEqual([{ valueMinor: 5_000, count: 3 }]);
});

test('takes the float as one amount, too', async () => {
  const { sent } = open(({ method }) => (method === 'POST' ? [201, { shift: buildShift() }] : undefined));
  await screen.findByLabelText('€50');
  press('F2');
  fireEvent.change(screen.getByLabelText(/^The whole float/), { target: { value: '150' } });
  fireEvent.keyDown(screen.getByLabelText(/^The whole float/), { key: 'Enter' });
  await waitFor(() =>
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ float: { amountMinor: 15_000 } }),
  );
});

test('notes cash for the safe without a reason, and opens the drawer for it', async () => {
  const shift = buildShift();
  const { sent, asked } = open(({ path }) =>
    path.startsWith('/api/shifts/') ? [200, { shift }] : undefined,
  );
  await screen.findByText('No cash has moved yet');
  press('d');
  fireEvent.change(screen.getByLabelText('Amount in EUR'), { target: { value: '50' } });
  fireEvent.keyDown(screen.getByLabelText('Amount in EUR'), { key: 'Enter' });
  await screen.findByText('Noted. To the safe: €50.00');
  expect(sent.find(({ method }) => method === 'POST')).toMatchObject({
    path: '/api/shifts/shf_1/drops',
    body: { amountMinor: 5_000 },
  });
  expect(asked.openDrawer).toHaveBeenCalledOnce();
});

test('asks a manager for a large pay-out, and pays it with that approval', async () => {
  const shift = buildShift();
  const { sent, tell } = open(({ path, body }) => {
    if (path === '/api/approvals') return [201, { approval: buildApproval({ kind: 'PAY_OUT' }) }];
    if (path.endsWith('/pay-outs') && !JSON.stringify(body).includes('apr_1'))
      return problem(403, 'approval.needed', { kind: 'PAY_OUT', limitMinor: 1_000 });
    return path.startsWith('/api/shifts/') ? [200, { shift }] : undefined;
  });
  await screen.findByText('No cash has moved yet');
  press('o');
  fireEvent.change(screen.getByLabelText('Amount in EUR'), { target: { value: '23.50' } });
  fireEvent.change(screen.getByLabelText('What for'), { target: { value: ' Windows ' } });
  fireEvent.click(screen.getByText('Note €23.50 paid out'));
  fireEvent.click(await screen.findByText('Ask a manager'));
  await screen.findByText('Waiting for a manager');
  act(() => tell({ kind: 'decided', approval: buildApproval({ kind: 'PAY_OUT', status: 'GRANTED' }) }));
  await screen.findByText('Noted. Paid out: €23.50');
  expect(sent.find(({ path }) => path === '/api/approvals')?.body).toEqual({
    kind: 'PAY_OUT',
    subject: { amountMinor: 2_350, currency: 'EUR' },
    reason: 'Windows',
  });
});

test('finds the report of a shift that ended while the program was killed, and prints it once', async () => {
  const seen = { tillId: 'til_1', shiftId: 'shf_1', isReported: false };
  localStorage.setItem('foyer.shift.seen', JSON.stringify(seen));
  const { asked } = open(({ path }) =>
    path === '/api/shifts/shf_1' ? [200, { shift: buildClosedShift(), z: buildZ() }] : undefined,
  );
  await screen.findByText('Its Z report');
  await waitFor(() => expect(asked.printShift).toHaveBeenCalledOnce());
  expect(asked.printShift.mock.calls[0]?.[0]).toMatchObject({ report: { kind: 'Z', number: 3 }, copy: null });
  expect(JSON.parse(localStorage.getItem('foyer.shift.seen') ?? '')).toEqual({ ...seen, isReported: true });
  // A field that takes digits alone leaves this letter to the screen.
  fireEvent.keyDown(screen.getByLabelText('€50'), { key: 'z' });
  await screen.findByRole('heading', { name: 'Z report 3' });
  expect(screen.getByText('€5.00 too little')).toBeTruthy();
  expect(screen.getByText('not counted')).toBeTruthy();
  expect(screen.getByText(/late: begun in an earlier shift/)).toBeTruthy();
  expect(screen.queryByText('Add a note…')).toBeNull();
});

test('lets a manager close the shift of a till that is lost, and says which', async () => {
  const listed = { ...buildShift({ id: 'shf_7', tillId: 'til_2' }), tenders: null };
  const { sent } = open(
    ({ path }) => {
      if (path === '/api/shifts') return [200, { shifts: [listed], nextCursor: null }];
      if (path.endsWith('/close')) return [200, { shift: buildClosedShift({ id: 'shf_7' }), z: buildZ() }];
      return path === '/api/shifts/shf_7'
        ? [200, { shift: buildClosedShift({ id: 'shf_7', tillId: 'til_2' }), z: buildZ() }]
        : undefined;
    },
    { ...manager, till: null },
  );
  await screen.findByText('A till that is lost or broken', { exact: false });
  press('c');
  expect(screen.getByText('Shift 3 at Front 2')).toBeTruthy();
  fireEvent.click(screen.getByText('That is all…'));
  fireEvent.click(screen.getByText('Close the shift'));
  await screen.findByRole('heading', { name: 'Z report 3' });
  expect(sent.find(({ method }) => method === 'POST')?.path).toBe('/api/shifts/shf_7/close');
});

test('lists shifts by day and turns between this till and all of them', async () => {
  const { sent } = open(() => undefined, { ...manager, till: front1.till });
  await screen.findByLabelText('€50');
  fireEvent.keyDown(screen.getByLabelText('€50'), { key: 'a' });
  await screen.findByRole('heading', { name: 'Shifts of all tills' });
  press('PageUp');
  await waitFor(() => expect(sent.at(-1)?.path).toContain('from=2026-11-26&to=2026-11-26'));
  press('PageUp');
  await waitFor(() => expect(sent.at(-1)?.path).toContain('from=2026-11-25&to=2026-11-25'));
  press('a');
  await screen.findByRole('heading', { name: 'Open a shift at Front 1' });
});

test('says that a device without a till has no shift', async () => {
  const { sent } = open(() => undefined, { ...casey, till: null });
  await screen.findByRole('heading', { name: 'This device is no till' });
  expect(sent.filter(({ path }) => path.startsWith('/api/shifts'))).toEqual([]);
});
