import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DeviceProvider } from '../data/device.tsx';
import { type Cart, emptyCart } from '../features/sell/cart/cart.ts';
import type { Sale } from '../features/sell/cart/sale.ts';
import { caseysSession, fakeDevice, noTill } from '../testing/fake-device.tsx';
import { useTakeOver } from './use-take-over.ts';

const serving = { ...emptyCart, hold: {}, lines: [{ seat: 'A1', ticketTypeId: 'adult' }] } as unknown as Cart;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Probe({ sale, isAsking }: { readonly sale: Sale; readonly isAsking: boolean }): ReactNode {
  const { takeOver, onBack } = useTakeOver(sale, isAsking);
  return <button onClick={onBack}>{takeOver ?? 'counter'}</button>;
}

function open(given = fakeDevice(), cart: Cart = emptyCart, isAsking = false) {
  let shown = cart;
  let tell: () => void = () => undefined;
  const sale = {
    snapshot: () => shown,
    subscribe: (listener: () => void) => {
      tell = listener;
      return () => undefined;
    },
  } as unknown as Sale; // all that is asked of it here
  render(
    <DeviceProvider device={given.device}>
      <Probe sale={sale} isAsking={isAsking} />
    </DeviceProvider>,
  );
  const put = (next: Cart): void =>
    act(() => {
      shown = next;
      tell();
    });
  return { asked: given.asked, put };
}

const pass = (minutes: number): void =>
  act(() => {
    vi.advanceTimersByTime(minutes * 60_000);
  });

test('locks once nobody has touched the till for so long', () => {
  const { asked } = open();
  pass(9);
  fireEvent.keyDown(window, { key: 'a' });
  pass(9.9);
  expect(asked.lock).not.toHaveBeenCalled();
  pass(0.2);
  expect(asked.lock).toHaveBeenCalled();
});

test('does not lock while a guest’s seats are held, but as soon as they are not', () => {
  const { asked, put } = open(fakeDevice(), serving);
  pass(14);
  expect(asked.lock).not.toHaveBeenCalled();
  put(emptyCart);
  pass(0.1);
  expect(asked.lock).toHaveBeenCalled();
});

test.each([
  ['where that is switched off', fakeDevice({ lockMinutes: 0 })],
  ['at a device that is no till', fakeDevice({ till: noTill })],
  ['what is locked already', fakeDevice({ session: { ...caseysSession, locked: true } })],
])('never locks %s', (_name, given) => {
  const { asked } = open(given);
  pass(600);
  expect(asked.lock).not.toHaveBeenCalled();
});

test.each([
  ['opens the switch', fakeDevice(), emptyCart, 'switch'],
  ['says that a guest comes first', fakeDevice(), serving, 'in-sale'],
  ['says that this is no till', fakeDevice({ till: noTill }), emptyCart, 'no-till'],
  [
    'opens nothing of a locked till',
    fakeDevice({ session: { ...caseysSession, locked: true } }),
    emptyCart,
    'locked',
  ],
] as const)('by F6 %s', (_name, given, cart, expected) => {
  open(given, cart);
  fireEvent.keyDown(window, { key: 'F6' });
  expect(screen.getByRole('button').textContent).toBe(expected);
});

test('by F6 says that an open request comes first', () => {
  open(fakeDevice(), emptyCart, true);
  fireEvent.keyDown(window, { key: 'F6' });
  expect(screen.getByRole('button').textContent).toBe('in-request');
});
