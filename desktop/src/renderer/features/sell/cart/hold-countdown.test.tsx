import { Hold } from '@foyer/shared/http/holds';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { HoldCountdown } from './hold-countdown.tsx';

afterEach(cleanup);

function open(leftMs: number, mostMs: number) {
  const at = (ms: number): string => new Date(Date.now() + ms).toISOString();
  const hold = Hold.parse({
    id: 'hold-1',
    showtimeId: 'sho_1',
    seats: ['F1'],
    expiresAt: at(leftMs),
    extendableUntil: at(mostMs),
  });
  const onExtend = vi.fn<() => void>();
  render(<HoldCountdown hold={hold} timeZone="Europe/Berlin" onExtend={onExtend} />);
  return onExtend;
}

test('says how long at most, and extends', () => {
  const onExtend = open(120_000, 600_000);
  const button = screen.getByRole('button');
  expect(button.textContent).toMatch(/more time, longest until \d\d:\d\d/);
  expect(button.dataset['urgent']).toBeUndefined();
  fireEvent.click(button);
  expect(onExtend).toHaveBeenCalledOnce();
});

test('warns in the last minute, to the eye and to a screen reader', () => {
  open(59_000, 600_000);
  expect(screen.getByRole('button').dataset['urgent']).toBe('true');
  expect(screen.getByText(/less than a minute. Press E to extend it/)).toBeTruthy();
});

test('says at the cap that there is no more time', () => {
  open(50_000, 50_000);
  expect(screen.getByText(/^No more time: ends at \d\d:\d\d$/)).toBeTruthy();
  expect(screen.getByText(/It can’t be made longer/)).toBeTruthy();
});
