import type { Booking } from '@foyer/shared/http/bookings';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { type ReactNode, useSyncExternalStore } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useData } from '../../../data/data-layer.tsx';
import { type Answer, problem, renderOnServer, type Sent } from '../../../testing/test-layer.tsx';
import { buildBooking, buildShowtime } from '../../../testing/test-sales.ts';
import { Sale } from '../cart/sale.ts';
import { CartPanel } from '../cart/cart-panel.tsx';
import { pricesOfBooking } from '../cart/price-cart.ts';
import { useCartAsk } from '../cart/use-cart-ask.ts';

let sale: Sale | null = null;
afterEach(() => {
  sale?.checkout.leave();
  cleanup();
});

const showtime = buildShowtime();
const card = (status: string, amountMinor = 2600) => ({
  id: `pay_${amountMinor}`,
  tender: 'CARD',
  status,
  amountMinor,
  refundedMinor: 0,
  cardLast4: status === 'CAPTURED' ? '1111' : null,
});

/** A cart on a booking of before whose money is due. */
function Till({ booking }: { readonly booking: Booking }): ReactNode {
  const { call } = useData();
  sale ??= openSale(call, booking);
  const cart = useSyncExternalStore(sale.subscribe, sale.snapshot);
  const cartAsk = useCartAsk(sale);
  return (
    <CartPanel
      cart={cart}
      sale={sale}
      prices={pricesOfBooking(booking)}
      shown={showtime}
      activeSeat={null}
      onActive={() => undefined}
      onBackToShow={() => undefined}
      onNextGuest={() => undefined}
      cartAsk={cartAsk}
      isPricing={false}
      onPricing={() => undefined}
    />
  );
}

function openSale(call: ReturnType<typeof useData>['call'], booking: Booking): Sale {
  const made = new Sale({
    call,
    newKey: () => crypto.randomUUID(),
    lookEveryMs: { busy: 10, idle: 10 },
    onSending: () => Promise.resolve(),
    onRefused: () => undefined,
    onOwed: () => Promise.resolve(),
    onSold: () => undefined,
    isDegraded: () => false,
  });
  made.checkout.resume({ showtime, booking, noteKey: 'note' });
  return made;
}

function open(
  first: Readonly<Record<string, unknown>>,
  onAsk: (sent: Sent, server: { booking: Booking }) => Answer | undefined = () => undefined,
  abilities: readonly string[] = ['tender.cash', 'tender.card'],
) {
  sale = null;
  const server = { booking: buildBooking({ status: 'PENDING', ...first }) };
  const drawn = renderOnServer(<Till booking={server.booking} />, (sent) => {
    if (sent.path === '/api/me')
      return [
        200,
        {
          user: { id: 'usr_me', email: 'me@example.test', name: 'Me', role: 'CASHIER' },
          abilities,
          signedInBy: 'GOOGLE',
          till: null,
          pin: null,
        },
      ];
    return onAsk(sent, server) ?? [200, { booking: server.booking }];
  });
  const become = (next: Readonly<Record<string, unknown>>): void => {
    const { version } = server.booking;
    server.booking = buildBooking({ status: 'PENDING', version: version + 1, ...next });
  };
  return { ...drawn, server, become };
}

const pays = (sent: readonly Sent[]) => sent.filter(({ path }) => path.endsWith('/pay'));

test('lays a part in cash aside, takes it back, and sends the parts together', async () => {
  const { sent, become } = open({}, ({ path }, server) => {
    if (!path.endsWith('/pay')) return undefined;
    const payments = [{ ...card('CAPTURED', 600), tender: 'CASH', cardLast4: null }, card('CAPTURED', 2000)];
    become({ status: 'BOOKED', payments });
    return [200, { booking: server.booking }];
  });
  const field = await screen.findByLabelText('Another amount');
  fireEvent.change(field, { target: { value: '5' } });
  fireEvent.click(screen.getByText('Put €5.00 in cash aside'));
  expect(screen.getByText('Still due of €26.00').parentElement?.textContent).toContain('€21.00');
  fireEvent.keyDown(field, { key: 'Backspace' });
  expect(screen.getByText('To pay').parentElement?.textContent).toContain('€26.00');
  fireEvent.change(field, { target: { value: '6' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  fireEvent.click(await screen.findByText('€20.00 by card'));
  await screen.findByText('Sold');
  expect(screen.getByText('Card …1111')).toBeTruthy();
  expect(pays(sent).map(({ body }) => body)).toEqual([
    {
      payments: [
        { tender: 'CASH', amountMinor: 600 },
        { tender: 'CARD', amountMinor: 2000 },
      ],
    },
  ]);
});

test('moves through likely notes by arrow, and says the change large', async () => {
  open({}, ({ path }, server) => {
    if (!path.endsWith('/pay')) return undefined;
    const payments = [{ ...card('CAPTURED'), tender: 'CASH', cardLast4: null }];
    server.booking = buildBooking({ status: 'BOOKED', version: 9, payments });
    return [200, { booking: server.booking }];
  });
  const cash = await screen.findByText('Take €26.00 in cash');
  fireEvent.keyDown(cash, { key: 'ArrowRight' });
  expect(screen.getByRole('radio', { name: '€30' }).getAttribute('aria-checked')).toBe('true');
  fireEvent.click(screen.getByText('Take €30.00, €4.00 back'));
  await screen.findByText('Change from €30.00');
  expect(screen.getByText('€4.00')).toBeTruthy();
});

test('says that a card pays no change, and what is no amount', async () => {
  open({});
  const field = await screen.findByLabelText('Another amount');
  fireEvent.change(field, { target: { value: '50' } });
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByText('By card: no more than is due').closest('button')?.disabled).toBe(true);
  fireEvent.change(field, { target: { value: 'x' } });
  expect(screen.getByRole('alert').textContent).toBe('That is no amount.');
});

test('shows only the tenders that the account may take', async () => {
  open({}, undefined, ['tender.card']);
  await screen.findByText('€26.00 by card');
  expect(screen.queryByText(/in cash/)).toBeNull();
});

test('says in words that money is taken at a till only, and lets the seats go', async () => {
  const { become } = open({}, ({ path, method }, server) => {
    if (path.endsWith('/pay')) return problem(403, 'till.needed');
    if (method !== 'DELETE') return undefined;
    become({ status: 'CANCELLED' });
    return [200, { booking: server.booking }];
  });
  fireEvent.click(await screen.findByText('€26.00 by card'));
  await screen.findByText(/at an enrolled till only/);
  fireEvent.click(screen.getByText('Give the seats back'));
  await screen.findByText('Given up');
  fireEvent.click(screen.getByText('Next guest'));
  expect(await screen.findByText('Nothing in the cart')).toBeTruthy();
});

test('asks on while a payment has no answer, and offers no tender meanwhile', async () => {
  const { become } = open({ payments: [card('STARTED')] });
  await screen.findByText('Waiting for the guest’s card');
  become({ payments: [card('UNKNOWN')] });
  await screen.findByText('Asking the terminal');
  expect(screen.getByText(/Do not charge again/)).toBeTruthy();
  expect(screen.queryByText(/by card$/)).toBeNull();
  become({ payments: [card('DECLINED')] });
  await screen.findByText('€26.00 by card');
});

test.each([
  ['Take G3–G4', 'accept', 'BOOKED', /These are other seats than the guest chose/],
  ['Money back', 'decline', 'EXPIRED', /€26\.00 goes back to the card/],
])('late money: %s', async (button, act, status, words) => {
  const late = { status: 'EXPIRED', payments: [card('CAPTURED')] };
  const refunds = [
    {
      id: 'ref_1',
      seats: [],
      amountMinor: 2600,
      reason: 'late',
      state: 'REQUESTED',
      at: '2026-11-26T19:00:00.000Z',
    },
  ];
  const { become } = open({ payments: [card('UNKNOWN')] }, ({ path }, server) => {
    if (!path.endsWith(`/offer/${act}`)) return undefined;
    become(
      act === 'accept'
        ? { ...late, status, seats: ['G3', 'G4'] }
        : { ...late, refunds, offer: { ...offer(), state: 'DECLINED' } },
    );
    return [200, { booking: server.booking }];
  });
  await screen.findByText('Asking the terminal');
  become(late);
  await screen.findByText('The money came too late');
  become({ ...late, offer: offer() });
  await screen.findByText('Other seats for the money');
  expect(screen.getByRole('timer').textContent).toMatch(/^0:\d\d$/);
  fireEvent.click(screen.getByText(button));
  await screen.findByText(words);
});

function offer() {
  return { state: 'OPEN', seats: ['G3', 'G4'], expiresAt: new Date(Date.now() + 50_000).toISOString() };
}
