import { Booking } from '@foyer/shared/http/bookings';
import { LocalDate } from '@foyer/shared/time';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { buildApproval } from '../testing/test-approvals.ts';
import { problem, renderOnServer, type Sent } from '../testing/test-layer.tsx';
import { BookingsScreen } from '../features/bookings/bookings-screen.tsx';
import type { CartAsk } from '../features/sell/cart/use-cart-ask.ts';
import { RequestChips } from './request-chips.tsx';
import type { Screen } from './screens.ts';
import { useBookingsDesk } from './use-bookings-desk.ts';

afterEach(cleanup);

const bookingOf = (id: string, reference: string) =>
  Booking.parse({
    id,
    reference,
    status: 'BOOKED',
    version: 1,
    channel: 'COUNTER',
    showtimeId: 'sho_1',
    seats: ['F12'],
    lines: [{ seat: 'F12', ticketTypeId: 'tkt_adult', priceMinor: 1950 }],
    totalMinor: 1950,
    currency: 'EUR',
    payments: [
      {
        id: 'pay_1',
        tender: 'CASH',
        amountMinor: 1950,
        status: 'CAPTURED',
        refundedMinor: 0,
        cardLast4: null,
      },
    ],
    tickets: [],
    refunds: [],
    offer: null,
    expiresAt: null,
    createdAt: '2026-11-25T20:00:00.000Z',
  });
const [first, second] = [bookingOf('bkg_1', 'K7QM-3FXA'), bookingOf('bkg_2', 'M2PB-9WQD')];
const today = LocalDate.parse('2026-11-25');
const noSale = { state: { kind: 'idle' } } as CartAsk; // all that is asked of it here

/** A counter with two screens, of which one has the bookings. */
function Counter({ cartAsk }: { readonly cartAsk: CartAsk }): ReactNode {
  const [shown, setShown] = useState<Screen>('bookings');
  const desk = useBookingsDesk(shown === 'bookings', 'Europe/Berlin');
  return (
    <>
      <button onClick={() => setShown('sell')}>Sell</button>
      <RequestChips screen={shown} cartAsk={cartAsk} desk={desk} onScreen={setShown} />
      {shown === 'bookings' && (
        <BookingsScreen
          {...desk}
          today={today}
          timeZone="Europe/Berlin"
          everybodys={false}
          mayRefund
          mayExchange
        />
      )}
    </>
  );
}

function open(cartAsk = noSale) {
  const withApproval = ({ body }: Sent) => JSON.stringify(body).includes('apr_1');
  return renderOnServer(<Counter cartAsk={cartAsk} />, (sent) => {
    if (sent.path.startsWith('/api/bookings/me'))
      return [200, { bookings: [first, second], nextCursor: null }];
    if (sent.path.startsWith('/api/showtimes')) return problem(404, 'showtime.not-found');
    if (sent.path === '/api/approvals') return [201, { approval: buildApproval() }];
    if (sent.path.startsWith('/api/approvals/')) return [200, { approval: buildApproval() }];
    return withApproval(sent)
      ? [200, { booking: first }]
      : problem(403, 'approval.needed', { kind: 'REFUND', limitMinor: 1000 });
  });
}

async function askForFirst(): Promise<void> {
  fireEvent.click(await screen.findByRole('button', { name: 'Refund…' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Give €19.50 back in cash' }));
  fireEvent.click(await screen.findByText('Ask a manager'));
  await screen.findByText('Waiting for a manager');
}

const chip = () => document.querySelector<HTMLElement>('[data-request]');
const leave = (): void => void fireEvent.click(screen.getByText('Sell'));

test('keeps a request alive on other screens, with a way back to it', async () => {
  const { sent } = open();
  await askForFirst();
  expect(chip()).toBeNull();
  leave();
  expect(chip()?.textContent).toMatch(/^Request waiting: refund K7QM-3FXA(1:00|0:5\d)$/);
  fireEvent.click(chip() ?? document.body);
  await screen.findByText('Waiting for a manager');
  expect(chip()).toBeNull();
  expect(sent.some(({ method }) => method === 'DELETE')).toBe(false);
});

test('goes on by itself once it is granted elsewhere, and says what to give', async () => {
  const { tell } = open();
  await askForFirst();
  leave();
  act(() => tell({ kind: 'decided', approval: buildApproval({ status: 'GRANTED' }) }));
  await waitFor(() => expect(chip()?.textContent).toBe('Give €19.50 back in cash: K7QM-3FXA'));
  fireEvent.click(chip() ?? document.body);
  await waitFor(() => expect(chip()).toBeNull());
});

test('says that a request was refused, and leads to who refused it', async () => {
  const { tell } = open();
  await askForFirst();
  leave();
  const decidedBy = { id: 'usr_mara', name: 'Mara' };
  act(() => tell({ kind: 'decided', approval: buildApproval({ status: 'REFUSED', decidedBy }) }));
  await waitFor(() => expect(chip()?.textContent).toBe('Refused: refund K7QM-3FXA'));
  fireEvent.click(chip() ?? document.body);
  expect(await screen.findByText('Mara has refused it')).toBeTruthy();
});

test('stays beside another booking, which has to wait for it', async () => {
  open();
  await askForFirst();
  fireEvent.click(screen.getByRole('rowheader', { name: 'M2PB-9WQD' }));
  await waitFor(() => expect(chip()?.dataset['request']).toBe('waiting'));
  fireEvent.click(await screen.findByRole('button', { name: 'Refund…' }));
  expect(await screen.findByText(/what you have asked for already: refund K7QM-3FXA/)).toBeTruthy();
  const act = screen.getByRole<HTMLButtonElement>('button', { name: 'Give €19.50 back in cash' });
  expect(act.disabled).toBe(true);
});

test('leads back to a sale that waits for a manager', async () => {
  open({ state: { kind: 'waiting', approval: buildApproval() } } as CartAsk);
  await screen.findByRole('button', { name: 'Refund…' });
  expect(chip()?.textContent).toContain('Request waiting: this sale');
  fireEvent.click(chip() ?? document.body);
  await waitFor(() => expect(chip()).toBeNull());
});
