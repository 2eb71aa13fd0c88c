import { Booking } from '@foyer/shared/http/bookings';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { buildApproval } from '../../testing/test-approvals.ts';
import { type Answer, problem, renderOnServer, type Sent } from '../../testing/test-layer.tsx';
import { buildBooking, paidInCash } from '../../testing/test-sales.ts';
import { mayBeVoided } from './give-back.ts';
import { RefundPanel } from './refund-panel.tsx';
import { useGiveBack } from './use-give-back.ts';
import { VoidPanel } from './void-panel.tsx';

afterEach(cleanup);

const booking = buildBooking({
  lines: ['F12', 'F13'].map((seat) => ({ seat, ticketTypeId: 'tkt_adult', priceMinor: 1950 })),
  ...paidInCash(3900),
  createdAt: '2026-11-25T20:00:00.000Z',
});

const needed = problem(403, 'approval.needed', { kind: 'REFUND', limitMinor: 1000 });
const asked = (sent: readonly Sent[], path: string) => sent.filter((one) => one.path === path);
const click = (words: string): boolean => fireEvent.click(screen.getByText(words));
const box = () => screen.findByLabelText('Approval');
const bodyOf = ({ body }: Sent) => body as { readonly approvalId?: string };

/** The panel with what outlives it. */
function Desk({
  panel,
  onClose,
}: {
  readonly panel: 'refund' | 'void';
  readonly onClose: () => void;
}): ReactNode {
  const Panel = panel === 'refund' ? RefundPanel : VoidPanel;
  return <Panel booking={booking} giveBack={useGiveBack()} onClose={onClose} />;
}

/** A server that refuses what comes without an approval, and answers the rest like this. */
function open(answer: (sent: Sent) => Answer | undefined, panel: 'refund' | 'void' = 'refund') {
  const onClose = vi.fn();
  const server = renderOnServer(<Desk panel={panel} onClose={onClose} />, (sent) => {
    const scripted = answer(sent);
    if (scripted !== undefined) return scripted;
    if (sent.path === '/api/approvals') return [201, { approval: buildApproval() }];
    if (sent.path.startsWith('/api/approvals/')) return [200, { approval: buildApproval() }];
    return bodyOf(sent).approvalId === undefined ? needed : [200, { booking }];
  });
  return { ...server, onClose };
}

async function ask(): Promise<void> {
  click('Give €39.00 back in cash');
  fireEvent.click(await screen.findByText('Ask a manager'));
  await screen.findByText('Waiting for a manager');
}

test('asks with exactly what was chosen, and goes on by itself when it is granted', async () => {
  const { sent, tell, onClose } = open(() => undefined);
  await ask();
  expect(asked(sent, '/api/approvals')[0]?.body).toEqual({
    kind: 'REFUND',
    subject: { bookingId: 'bkg_1', seats: ['F12', 'F13'], amountMinor: 3900, currency: 'EUR' },
    reason: 'Guest changed their mind',
  });
  expect((await box()).textContent).toContain('Refund €39.00 · F12–F13“Guest changed their mind”');
  const decidedBy = { id: 'usr_mara', name: 'Mara Manager' };
  act(() => tell({ kind: 'decided', approval: buildApproval({ status: 'GRANTED', decidedBy }) }));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  const refunds = asked(sent, '/api/bookings/bkg_1/refunds');
  expect(refunds.map((one) => bodyOf(one).approvalId)).toEqual([undefined, 'apr_1']);
  expect(refunds[0]?.key).not.toBe(refunds[1]?.key);
  expect(sent.some(({ method }) => method === 'DELETE')).toBe(false);
});

test('repeats a granted refund whose answer got lost with the same key', async () => {
  let isLost = true;
  const { sent, tell, onClose } = open((one) => {
    if (!one.path.endsWith('/refunds') || bodyOf(one).approvalId === undefined || !isLost) return undefined;
    isLost = false;
    return null;
  });
  await ask();
  act(() => tell({ kind: 'decided', approval: buildApproval({ status: 'GRANTED' }) }));
  await screen.findByText(/gave no answer/);
  click('Give €39.00 back in cash');
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  const granted = asked(sent, '/api/bookings/bkg_1/refunds').filter((one) => bodyOf(one).approvalId);
  expect(granted).toHaveLength(2);
  expect(granted[0]?.key).toBe(granted[1]?.key);
});

test('says who refused and why, and leads back to the form with all that was chosen', async () => {
  const { tell } = open(() => undefined);
  fireEvent.click(screen.getByRole('checkbox', { name: /F13/ }));
  click('Give €19.50 back in cash');
  fireEvent.click(await screen.findByText('Ask a manager'));
  await screen.findByText('Waiting for a manager');
  const decidedBy = { id: 'usr_mara', name: 'Mara Manager' };
  const refused = buildApproval({ status: 'REFUSED', decidedBy, note: 'Too late' });
  act(() => tell({ kind: 'decided', approval: refused }));
  await screen.findByText('Mara Manager has refused it');
  await screen.findByText('Mara Manager: “Too late”');
  fireEvent.keyDown(await box(), { key: 'Escape' });
  expect(await screen.findByText('Give €19.50 back in cash')).toBeTruthy();
});

test('takes the request back by Escape, and when the counter is left', async () => {
  const { sent, drawn } = open(() => undefined);
  await ask();
  fireEvent.keyDown(await box(), { key: 'Escape' });
  await screen.findByText('Give €39.00 back in cash');
  await ask();
  drawn.unmount();
  await waitFor(() => expect(sent.filter(({ method }) => method === 'DELETE')).toHaveLength(2));
});

test('asks again when nobody has answered in time', async () => {
  const { sent, tell } = open(() => undefined);
  await ask();
  act(() => tell({ kind: 'decided', approval: buildApproval({ status: 'EXPIRED' }) }));
  await screen.findByText('No manager has answered in time');
  const again = screen.getByRole('button', { name: 'Ask again' });
  expect(document.activeElement).toBe(again);
  fireEvent.click(again);
  await screen.findByText('Waiting for a manager');
  const [first, second] = asked(sent, '/api/approvals');
  expect(first?.key).not.toBe(second?.key);
});

test('asks anew when the approval does not carry the refund any more', async () => {
  const { tell } = open((one) =>
    one.path.endsWith('/refunds') && bodyOf(one).approvalId !== undefined
      ? problem(409, 'approval.unusable', { reason: 'expired' })
      : undefined,
  );
  await ask();
  act(() => tell({ kind: 'decided', approval: buildApproval({ status: 'GRANTED' }) }));
  expect(await screen.findByText('Ask a manager')).toBeTruthy();
});

test('says so when the request itself does not get through', async () => {
  open(({ path }) => (path === '/api/approvals' ? null : undefined));
  click('Give €39.00 back in cash');
  fireEvent.click(await screen.findByText('Ask a manager'));
  await screen.findByText('The request did not get through');
  expect(screen.getByRole('alert').textContent).toContain('gave no answer');
});

test('hides the PIN where no people can be asked for', async () => {
  open(() => undefined);
  await ask();
  expect(screen.queryByRole('button', { name: /PIN/ })).toBeNull();
});

test('takes a whole sale back, with the manager’s approval', async () => {
  const { sent, tell, onClose } = open(() => undefined, 'void');
  click('Take the sale of €39.00 back');
  fireEvent.click(await screen.findByText('Ask a manager'));
  await screen.findByText('Waiting for a manager');
  expect(asked(sent, '/api/approvals')[0]?.body).toEqual({
    kind: 'VOID',
    subject: { bookingId: 'bkg_1', amountMinor: 3900, currency: 'EUR' },
    reason: 'Sold by mistake',
  });
  act(() => tell({ kind: 'decided', approval: buildApproval({ status: 'GRANTED' }) }));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(asked(sent, '/api/bookings/bkg_1/void').at(-1)?.body).toEqual({
    reason: 'Sold by mistake',
    approvalId: 'apr_1',
  });
});

test('lets a sale be taken back while it is fresh and whole only', () => {
  const madeAt = Date.parse(booking.createdAt);
  const refund = { id: 'rfd_1', seats: [], amountMinor: 0, reason: '', state: 'DONE', at: booking.createdAt };
  expect(mayBeVoided(booking, madeAt + 14 * 60_000)).toBe(true);
  expect(mayBeVoided(booking, madeAt + 15 * 60_000)).toBe(false);
  expect(mayBeVoided({ ...booking, status: 'PENDING' }, madeAt)).toBe(false);
  expect(mayBeVoided(Booking.parse({ ...booking, refunds: [refund] }), madeAt)).toBe(false);
});
