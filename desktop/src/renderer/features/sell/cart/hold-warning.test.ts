import { Hold } from '@foyer/shared/http/holds';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { buildShowtime } from '../../../testing/test-sales.ts';
import { type Cart, emptyCart } from './cart.ts';
import { followHold } from './hold-warning.ts';
import { watchHold } from './hold-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('warns a minute before a hold runs out, again after an extension, and never for one that was sold', () => {
  const { sale, become } = fakeSale(holding(90_000));
  const sounds = { warn: vi.fn(), lapsed: vi.fn() };
  followHold(sale, sounds);
  vi.advanceTimersByTime(29_000);
  expect(sounds.warn).not.toHaveBeenCalled();
  become({ ...sale.snapshot(), lines: [] });
  vi.advanceTimersByTime(2_000);
  expect(sounds.warn).toHaveBeenCalledOnce();
  become(holding(90_000));
  vi.advanceTimersByTime(31_000);
  expect(sounds.warn).toHaveBeenCalledTimes(2);
  become(holding(90_000));
  become(emptyCart);
  vi.advanceTimersByTime(90_000);
  expect(sounds.warn).toHaveBeenCalledTimes(2);
});

test('is heard once when a hold is over', () => {
  const { sale, become } = fakeSale(holding(90_000));
  const sounds = { warn: vi.fn(), lapsed: vi.fn() };
  followHold(sale, sounds);
  const message = {
    tone: 'warning',
    text: 'over',
    lapsed: { showtime: buildShowtime(), lines: [] },
  } as const;
  become({ ...emptyCart, message });
  become({ ...emptyCart, message });
  expect(sounds.lapsed).toHaveBeenCalledOnce();
});

test('asks the server about a hold whose seats the live hall shows as free, once and not at once', () => {
  const { sale, become } = fakeSale(holding(90_000));
  const hall = { epoch: 'e', seq: 1, statuses: {} as Record<string, 'LOCKED'> };
  let tell = (): void => undefined;
  const feed = {
    state: 'live' as const,
    hall: () => hall,
    subscribe: (listener: () => void) => {
      tell = listener;
      return () => undefined;
    },
  };
  watchHold(sale, feed, 1_000);
  tell();
  hall.statuses['F1'] = 'LOCKED';
  tell();
  vi.advanceTimersByTime(2_000);
  expect(sale.extend).not.toHaveBeenCalled();
  delete hall.statuses['F1'];
  tell();
  vi.advanceTimersByTime(2_000);
  tell();
  become(sale.snapshot());
  vi.advanceTimersByTime(2_000);
  expect(sale.extend).toHaveBeenCalledOnce();
});

function holding(leftMs: number): Cart {
  const expiresAt = new Date(Date.now() + leftMs).toISOString();
  const hold = Hold.parse({
    id: 'hold-1',
    showtimeId: 'sho_1',
    seats: ['F1'],
    expiresAt,
    extendableUntil: expiresAt,
  });
  return { ...emptyCart, hold };
}

function fakeSale(first: Cart) {
  let cart = first;
  const listeners = new Set<() => void>();
  const sale = {
    snapshot: () => cart,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    extend: vi.fn<() => void>(),
  };
  const become = (next: Cart): void => {
    cart = next;
    for (const listener of listeners) listener();
  };
  return { sale, become };
}
