import { Showtime } from '@foyer/shared/http/catalogue';
import type { Seat } from '@foyer/shared/http/seat-map';
import { SeatId } from '@foyer/shared/ids';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useData } from '../../../data/data-layer.tsx';
import { buildApproval } from '../../../testing/test-approvals.ts';
import { type Answer, problem, renderOnServer, type Sent } from '../../../testing/test-layer.tsx';
import { CartPanel } from './cart-panel.tsx';
import { priceCart } from './price-cart.ts';
import { Sale } from './sale.ts';
import { useCartAsk } from './use-cart-ask.ts';

afterEach(cleanup);

const showtime = Showtime.parse({
  id: 'sho_1',
  movie: { id: 'movie-1', title: 'The Fog', year: 1980, rating: 'PG', runtimeMinutes: 89, version: '' },
  auditorium: { id: 'hall-1', name: 'Hall 1' },
  startsAt: '2026-11-25T19:15:00.000Z',
  endsAt: '2026-11-25T21:19:00.000Z',
  timeZone: 'Europe/Berlin',
  sales: 'OPEN',
  currency: 'EUR',
  availability: { total: 3, available: 3, held: 0, booked: 0, blocked: 0 },
  ticketTypes: [{ id: 'adult', name: 'Adult', pricesMinor: { standard: 1200 } }],
});
// Of a seat only its id and category are looked at by prices.
const seats = new Map(['F1', 'F2', 'F3'].map((id) => [id, { id, category: 'standard' } as Seat]));
const me = (abilities: readonly string[]): Answer => [
  200,
  {
    user: { id: 'usr_me', email: 'me@example.test', name: 'Me', role: 'CASHIER' },
    abilities,
    signedInBy: 'GOOGLE',
    till: null,
    pin: null,
  },
];
const orphan = problem(409, 'seats.rule', { rule: 'orphan', seats: ['F3'], suggestion: ['F2', 'F3'] });

function Cart(): ReactNode {
  const { call } = useData();
  const [sale] = useState(
    () =>
      new Sale({
        call,
        newKey: () => crypto.randomUUID(),
        retryDelaysMs: [],
        onSending: () => Promise.resolve(),
        onRefused: () => undefined,
        onOwed: () => Promise.resolve(),
        onSold: () => undefined,
        isDegraded: () => false,
      }),
  );
  const cart = useSyncExternalStore(sale.subscribe, sale.snapshot);
  const cartAsk = useCartAsk(sale);
  const [isPricing, setPricing] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => {
          for (const seat of ['F1', 'F2']) sale.take(showtime, SeatId.parse(seat));
        }}
      >
        take
      </button>
      <CartPanel
        cart={cart}
        sale={sale}
        prices={priceCart(cart, seats)}
        shown={showtime}
        activeSeat={null}
        onActive={() => undefined}
        onBackToShow={() => undefined}
        onNextGuest={() => undefined}
        cartAsk={cartAsk}
        isPricing={isPricing}
        onPricing={setPricing}
      />
    </>
  );
}

/** A cart with F1 and F2 in it, on a server that answers sales like this. */
async function open(confirm: (sent: Sent) => Answer, abilities: readonly string[] = ['tender.cash']) {
  let held: readonly string[] = [];
  const server = renderOnServer(<Cart />, (sent) => {
    const { path, body } = sent;
    const named = (body as { seats?: readonly string[] } | null)?.seats ?? [];
    if (path.endsWith('/confirm')) return confirm(sent);
    if (path === '/api/me') return me(abilities);
    if (path === '/api/approvals') return [201, { approval: buildApproval() }];
    if (path.startsWith('/api/approvals/')) return [200, { approval: buildApproval() }];
    held =
      sent.method === 'POST' && path.endsWith('/lock')
        ? [...held, ...named]
        : held.filter((id) => !named.includes(id));
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    return [
      200,
      {
        hold: { id: 'hold-1', showtimeId: 'sho_1', seats: held, expiresAt, extendableUntil: expiresAt },
        epoch: 'one',
        seq: 1,
      },
    ];
  });
  fireEvent.click(screen.getByText('take'));
  fireEvent.click(await screen.findByText('Take €24.00 in cash'));
  return server;
}

const confirms = (sent: readonly Sent[]) => sent.filter(({ path }) => path.endsWith('/confirm'));
const granted = { kind: 'decided', approval: buildApproval({ status: 'GRANTED' }) } as const;

test('offers other seats or a manager where a single seat would stay, and sells once it is granted', async () => {
  const { sent, tell } = await open(() => orphan);
  await screen.findByText('Seat F3 would stay alone.');
  expect(screen.getByText('Take F2–F3 instead')).toBeTruthy();
  fireEvent.click(screen.getByText('Ask a manager'));
  await screen.findByText('Waiting for a manager');
  expect(sent.find(({ path }) => path === '/api/approvals')?.body).toEqual({
    kind: 'ORPHAN',
    subject: { showtimeId: 'sho_1', seats: ['F1', 'F2'] },
    reason: 'Guest wants exactly these',
  });
  act(() => tell(granted));
  await waitFor(() => expect(confirms(sent)).toHaveLength(2));
  expect(confirms(sent)[1]?.body).toMatchObject({ approvalId: 'apr_1' });
  expect(confirms(sent)[1]?.key).not.toBe(confirms(sent)[0]?.key);
});

test('takes the request back when the cart changes meanwhile', async () => {
  const { sent } = await open(() => orphan);
  fireEvent.click(await screen.findByText('Ask a manager'));
  await screen.findByText('Waiting for a manager');
  fireEvent.click(screen.getByLabelText('Give back seat F2'));
  await waitFor(() =>
    expect(sent.some(({ method, path }) => method === 'DELETE' && path === '/api/approvals/apr_1')).toBe(
      true,
    ),
  );
  expect(await screen.findByText('Take €12.00 in cash')).toBeTruthy();
});

test('lets whoever decides about others leave a single seat on their own word', async () => {
  const { sent } = await open(() => orphan, ['tender.cash', 'approvals.decide']);
  fireEvent.click(await screen.findByText('Sell all the same'));
  await waitFor(() => expect(confirms(sent)).toHaveLength(2));
  expect(confirms(sent)[1]?.body).toMatchObject({ leaveOrphans: true });
});

test('shows a seat given away with the list’s price struck through, and asks for exactly that', async () => {
  const { sent } = await open(() => problem(403, 'approval.needed', { kind: 'COMP' }));
  fireEvent.click(await screen.findByText('Leave it'));
  fireEvent.click(await screen.findByText('Other price'));
  fireEvent.click(screen.getByLabelText(/Seat F1/));
  const reason = screen.getByLabelText('Reason, for the audit');
  fireEvent.change(reason, { target: { value: 'Press' } });
  fireEvent.click(screen.getByText('Give these away'));
  const line = screen.getByText('F2', { selector: '.seat-chip' }).closest('li');
  expect(line?.textContent).toContain('Comp');
  expect(line?.querySelector('s')?.textContent).toBe('€12.00');
  fireEvent.click(screen.getByText('Take €12.00 in cash'));
  fireEvent.click(await screen.findByText('Ask a manager'));
  await waitFor(() =>
    expect(sent.find(({ path }) => path === '/api/approvals')?.body).toEqual({
      kind: 'COMP',
      subject: { showtimeId: 'sho_1', seats: ['F2'], amountMinor: 0, currency: 'EUR' },
      reason: 'Press',
    }),
  );
  expect(confirms(sent)[1]?.body).toMatchObject({
    adjustments: [{ seat: 'F2', kind: 'COMP', priceMinor: 0, reason: 'Press' }],
    payments: [{ tender: 'CASH', amountMinor: 1200 }],
  });
});

test('takes no price above the list’s', async () => {
  await open(() => orphan);
  fireEvent.click(await screen.findByText('Leave it'));
  fireEvent.click(await screen.findByText('Other price'));
  fireEvent.click(screen.getByRole('button', { name: /What/ }));
  fireEvent.click(await screen.findByRole('option', { name: 'Another price' }));
  const price = screen.getByLabelText(/Price of each, at most €12.00/);
  fireEvent.change(price, { target: { value: '12,50' } });
  expect(screen.getByRole('alert').textContent).toContain('more than the list');
  fireEvent.change(price, { target: { value: '8' } });
  expect(screen.getByText('Sell each for €8.00')).toBeTruthy();
});

test('asks nobody for a single seat and another price at once, which no one approval carries', async () => {
  const { sent } = await open(() => orphan);
  fireEvent.click(await screen.findByText('Leave it'));
  fireEvent.click(await screen.findByText('Other price'));
  fireEvent.change(screen.getByLabelText('Reason, for the audit'), { target: { value: 'Press' } });
  fireEvent.click(screen.getByText('Give these away'));
  fireEvent.click(screen.getByText('Give the tickets away'));
  expect(await screen.findByText('A single seat, and another price')).toBeTruthy();
  expect(screen.getByText('Take F2–F3 instead')).toBeTruthy();
  expect(screen.queryByText('Ask a manager')).toBeNull();
  fireEvent.keyDown(screen.getByLabelText('Single seat and other price'), { key: 'Escape' });
  expect(await screen.findByText('Give the tickets away')).toBeTruthy();
  expect(sent.some(({ path }) => path === '/api/approvals')).toBe(false);
});
