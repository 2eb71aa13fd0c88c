import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { GuestScreen } from './guest-screen.tsx';

afterEach(cleanup);

const show = {
  film: 'A film',
  rating: '12',
  hall: 'Hall 1',
  startsAt: '2026-11-26T19:15:00.000Z',
  timeZone: 'Europe/Berlin',
};

function open() {
  let tell: (picture: unknown) => void = () => undefined;
  const bridge = {
    onPicture: (listener: (picture: unknown) => void) => {
      tell = listener;
      return () => undefined;
    },
  };
  const { container } = render(<GuestScreen bridge={bridge} />);
  return { container, tell: (picture: unknown) => act(() => tell(picture)) };
}

const idle = { theme: 'light', house: 'Lumen Cinema', view: { kind: 'idle', shows: [show] } };

test('names the house and what plays next, in the looks of the counter', () => {
  const { tell } = open();
  tell(idle);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Lumen Cinema');
  expect(screen.getByRole('listitem').textContent).toContain('20:15');
  expect(document.documentElement.dataset['theme']).toBe('light');
});

test('welcomes where the house has no name and nothing plays', () => {
  const { tell } = open();
  tell({ ...idle, house: null, view: { kind: 'idle', shows: [] } });
  expect(screen.getByRole('main').textContent).toBe('Welcome');
});

test('shows what is bought, then the thanks with the change', () => {
  const { tell, container } = open();
  const sale = {
    kind: 'sale',
    show,
    hall: {
      seats: ['F12', 'F13', 'F14'].map((id, x) => ({ id, x, y: 5, kind: 'STANDARD' })),
      yours: ['F12'],
      taken: ['F14'],
    },
    lines: [{ ticketType: 'Adult', seats: ['F12'], priceMinor: 1300 }],
    currency: 'EUR',
    totalMinor: 1300,
  };
  tell({ ...idle, view: sale });
  expect(screen.getByText('1 × Adult')).toBeTruthy();
  expect(screen.getByRole('img', { name: 'Your seats: F12' })).toBeTruthy();
  const looks = [...container.querySelectorAll('[data-guest-seat]')].map((seat) =>
    seat.getAttribute('data-look'),
  );
  expect(looks).toEqual(['yours', 'free', 'taken']);
  const sold = { kind: 'sold', show, seats: ['F12'], currency: 'EUR', totalMinor: 1300, changeMinor: 700 };
  tell({ ...idle, view: sold });
  expect(screen.getByText('Your change').parentElement?.textContent).toContain('7.00');
  expect(screen.getByText('Your seat')).toBeTruthy();
});

test('draws nothing that does not fit its contract, and keeps what it had', () => {
  const { tell } = open();
  tell(idle);
  for (const wrong of [null, 'text', {}, { ...idle, cashier: 'Casey' }, { ...idle, view: { kind: 'other' } }])
    tell(wrong satisfies unknown);
  expect(screen.getByText('Lumen Cinema')).toBeTruthy();
});
