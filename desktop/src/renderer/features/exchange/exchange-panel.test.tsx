import type { SeatMap } from '@foyer/shared/http/seat-map';
import { QueryClient } from '@tanstack/react-query';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { type ReactNode, useSyncExternalStore } from 'react';

import { afterEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '../../data/api-problem.ts';
import { buildApproval } from '../../testing/test-approvals.ts';
import { type Answer, problem, renderOnServer, type Sent } from '../../testing/test-layer.tsx';
import { buildBooking, buildShowtime, paidInCash } from '../../testing/test-sales.ts';
import { ExchangePanel } from './exchange-panel.tsx';
import { ExchangeDonePanel } from './exchange-done-panel.tsx';
import { refusalText } from './exchange-trouble.tsx';
import { useExchange } from './use-exchange.ts';

afterEach(cleanup);

type HallSeat = SeatMap['seats'][number];
const chair = (id: string, category: string) => ({ id, category }) as unknown as HallSeat;
const hall = new Map([
  ['A1', chair('A1', 'standard')],
  ['G7', chair('G7', 'premium')],
]);
const showtime = buildShowtime({
  ticketTypes: [{ id: 'adult', name: 'Adult', pricesMinor: { standard: 1000, premium: 1300 } }],
});
const cheap = buildBooking({
  seats: ['F12'],
  lines: [{ seat: 'F12', ticketTypeId: 'adult', priceMinor: 1000 }],
  ...paidInCash(1000),
});
const dear = buildBooking({
  seats: ['F12'],
  lines: [{ seat: 'F12', ticketTypeId: 'adult', priceMinor: 1300 }],
  ...paidInCash(1300),
});
const hold = (seats: readonly string[]) => ({
  hold: {
    id: 'hld_1',
    showtimeId: 'sho_1',
    seats,
    expiresAt: new Date(Date.now() + 300_000).toISOString(),
    extendableUntil: new Date(Date.now() + 900_000).toISOString(),
  },
  epoch: 'e',
  seq: 1,
});

function Desk({
  booking,
  onDone,
}: {
  readonly booking: typeof cheap;
  readonly onDone: () => void;
}): ReactNode {
  const exchange = useExchange(onDone);
  const chosen = useSyncExternalStore(exchange.choice.subscribe, exchange.choice.snapshot);
  const { open, done } = exchange;
  if (done) return <ExchangeDonePanel done={done} onClose={exchange.leave} />;
  if (!open) return <button onClick={() => exchange.begin(booking, booking.seats)}>Begin</button>;
  return (
    <>
      {(['A1', 'G7'] as const).map((name) => (
        <button
          key={name}
          onClick={() => {
            const seat = hall.get(name);
            if (seat) exchange.choice.toggle(showtime, seat.id, 1);
          }}
        >
          {`Take ${name}`}
        </button>
      ))}
      <ExchangePanel {...{ exchange, open, chosen }} booked={showtime} shown={showtime} seats={hall} />
    </>
  );
}

/** A server that holds what is asked for and exchanges it, unless it is told to answer otherwise. */
function start(booking: typeof cheap, answer: (sent: Sent) => Answer | undefined = () => undefined) {
  const onDone = vi.fn();
  let held: string[] = [];
  const server = renderOnServer(<Desk booking={booking} onDone={onDone} />, (sent) => {
    const scripted = answer(sent);
    if (scripted !== undefined) return scripted;
    const body = sent.body as { seats?: string[]; approvalId?: string } | null;
    if (sent.path.endsWith('/seats/lock') && sent.method === 'POST') {
      held = [...new Set([...held, ...(body?.seats ?? [])])];
      return [201, hold(held)];
    }
    if (sent.path.endsWith('/seats/lock')) {
      held = held.filter((seat) => body?.seats && !body.seats.includes(seat));
      return [200, { hold: held.length > 0 ? hold(held).hold : null }];
    }
    if (sent.path === '/api/approvals') return [201, { approval: buildApproval() }];
    if (sent.path.startsWith('/api/approvals/')) return [200, { approval: buildApproval() }];
    return [200, { booking: { ...booking, version: 2 } }];
  });
  fireEvent.click(screen.getByText('Begin'));
  return { ...server, onDone };
}

async function choose(seat: string): Promise<void> {
  // What was held before the exchange began has gone back by then.
  await act(() => Promise.resolve());
  fireEvent.click(screen.getByText(`Take ${seat}`));
  await waitFor(() => expect(document.querySelector(`[data-seat-line="${seat}"]`)).toBeTruthy());
}

const exchanges = (sent: readonly Sent[]) => sent.filter(({ path }) => path.endsWith('/exchange'));

test('takes the difference in cash, and sends exactly what was chosen', async () => {
  const { sent, onDone } = start(cheap);
  await choose('G7');
  await screen.findByText('To pay');
  fireEvent.click(await screen.findByRole('button', { name: 'Take €3.00 in cash' }));
  await screen.findByText('€3.00 taken in cash');
  expect(exchanges(sent)[0]?.body).toEqual({
    showtimeId: 'sho_1',
    holdId: 'hld_1',
    seats: ['F12'],
    lines: [{ seat: 'G7', ticketTypeId: 'adult' }],
    payments: [{ tender: 'CASH', amountMinor: 300 }],
    reason: 'Guest changed their mind',
  });
  expect(onDone).toHaveBeenCalledOnce();
  // Its hold has become the booking's: nothing is released.
  expect(sent.some(({ method, path }) => method === 'DELETE' && path.endsWith('/lock'))).toBe(false);
});

test('asks a manager above the limit, and gives the money back once it is granted', async () => {
  const needed = problem(403, 'approval.needed', { kind: 'REFUND', limitMinor: 100 });
  const { sent, tell } = start(dear, ({ path, body }) =>
    path.endsWith('/exchange') && !JSON.stringify(body).includes('apr_1') ? needed : undefined,
  );
  await choose('A1');
  await screen.findByText('€3.00 goes back in cash, as it was paid.');
  fireEvent.click(screen.getByRole('button', { name: 'Give €3.00 back in cash' }));
  fireEvent.click(await screen.findByText('Ask a manager'));
  await screen.findByText('Waiting for a manager');
  expect(sent.find(({ path }) => path === '/api/approvals')?.body).toMatchObject({
    kind: 'REFUND',
    subject: { bookingId: 'bkg_1', seats: ['F12'], amountMinor: 300, currency: 'EUR' },
  });
  act(() => tell({ kind: 'decided', approval: buildApproval({ status: 'GRANTED' }) }));
  await screen.findByRole('heading', { name: 'Exchanged' });
  expect(screen.getByText('Give €3.00 back in cash')).toBeTruthy();
});

test('asks again with the same key after a lost answer', async () => {
  let isLost = true;
  const { sent } = start(cheap, ({ path }) => {
    if (!path.endsWith('/exchange') || !isLost) return undefined;
    isLost = false;
    return null;
  });
  await choose('G7');
  fireEvent.click(await screen.findByRole('button', { name: 'Take €3.00 in cash' }));
  const again = await screen.findByRole('button', { name: 'Ask again' });
  expect(document.activeElement).toBe(again);
  fireEvent.click(again);
  await screen.findByRole('heading', { name: 'Exchanged' });
  expect(new Set(exchanges(sent).map(({ key }) => key)).size).toBe(1);
});

test('keeps what was chosen when the exchange is refused, and lets go of a seat that is lost', async () => {
  const { sent } = start(cheap, ({ path }) =>
    path.endsWith('/exchange') ? problem(409, 'seats.taken', { seats: ['G7'] }) : undefined,
  );
  await choose('G7');
  fireEvent.click(await screen.findByRole('button', { name: 'Take €3.00 in cash' }));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toBe('Seat G7 just went to somebody else. The booking is as it was.');
  await waitFor(() => expect(document.querySelector('[data-seat-line="G7"]')).toBeNull());
  expect(document.querySelector('[data-seat-line="F12"]')).toBeTruthy();
  expect(sent.some(({ method, path }) => method === 'DELETE' && path.endsWith('/lock'))).toBe(true);
});

test('offers the seats that a house rule leaves instead', async () => {
  const details = { rule: 'orphan', seats: ['G8'], suggestion: ['A1'] };
  start(cheap, ({ path }) => (path.endsWith('/exchange') ? problem(409, 'seats.rule', details) : undefined));
  await choose('G7');
  fireEvent.click(await screen.findByRole('button', { name: 'Take €3.00 in cash' }));
  await screen.findByText('Seat G8 would stay alone.');
  fireEvent.click(screen.getByRole('button', { name: 'Take A1 instead' }));
  await waitFor(() => expect(document.querySelector('[data-seat-line="A1"]')).toBeTruthy());
  await waitFor(() => expect(document.querySelector('[data-seat-line="G7"]')).toBeNull());
});

test('goes back to the bookings at once, however long the lists take to come anew', async () => {
  const lists = vi
    .spyOn(QueryClient.prototype, 'invalidateQueries')
    .mockReturnValue(new Promise(() => undefined));
  start(cheap);
  await choose('G7');
  fireEvent.click(await screen.findByRole('button', { name: 'Take €3.00 in cash' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Back to the bookings' }));
  expect(screen.getByText('Begin')).toBeTruthy();
  lists.mockRestore();
});

test('gives the held seats back when it is left', async () => {
  const { sent } = start(cheap);
  await choose('G7');
  fireEvent.click(screen.getByRole('button', { name: 'Keep the booking' }));
  await waitFor(() => expect(sent.some(({ method }) => method === 'DELETE')).toBe(true));
  expect(screen.getByText('Begin')).toBeTruthy();
  expect(exchanges(sent)).toHaveLength(0);
});

test.each([
  ['showtime.closed', {}, /begun: only a manager/, '2026-11-26T19:16:00Z'],
  ['showtime.closed', {}, /Choose another one/, '2026-11-26T19:14:00Z'],
  ['booking.state', { state: 'CHANGING' }, /Somebody changed this booking/, '2026-11-26T19:14:00Z'],
  ['booking.state', { state: 'PAYMENT_OPEN' }, /still open/, '2026-11-26T19:14:00Z'],
  ['hold.expired', {}, /ran out. The booking is as it was/, '2026-11-26T19:14:00Z'],
  ['payment.declined', {}, /take cash/, '2026-11-26T19:14:00Z'],
] as const)('says of %s what to do', (code, details, words, at) => {
  const refusal = new ApiProblem({ code, details, requestId: '' });
  expect(refusalText(refusal, showtime, Date.parse(at))).toMatch(words);
});
