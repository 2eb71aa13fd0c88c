import { Seat, type SeatStatus } from '@foyer/shared/http/seat-map';
import { SeatId, ShowtimeId } from '@foyer/shared/ids';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { type Answer, problem, renderOnServer } from '../../../testing/test-layer.tsx';
import { HallFoot } from './hall-foot.tsx';

afterEach(cleanup);

const seats = ['F12', 'F13', 'F14'].map((id, index) =>
  Seat.parse({ id, row: 'F', number: 12 + index, x: index, y: 0, kind: 'STANDARD', category: 'premium' }),
);
const lock = {
  holdId: 'hold-1',
  owner: { userId: 'usr_casey', tillId: 'til_2' },
  channel: 'COUNTER',
  expiresAt: new Date(Date.now() + 90_000).toISOString(),
};
const locks = [
  { ...lock, seat: 'F12' },
  { ...lock, seat: 'F13' },
];
const managers = ['holds.view-owners', 'holds.force-release', 'tills.manage'];

function open(
  options: {
    readonly abilities?: readonly string[];
    readonly locks?: readonly object[];
    readonly onRelease?: Answer;
    readonly status?: SeatStatus;
  } = {},
) {
  const statuses = { F12: options.status ?? 'LOCKED', F13: 'LOCKED' } as const;
  const user = { id: 'usr_mara', email: 'mara@example.test', name: 'Mara Manager', role: 'MANAGER' };
  return renderOnServer(
    <HallFoot
      showtimeId={ShowtimeId.parse('sho_1')}
      room={{ current: null }}
      seats={seats}
      statuses={statuses}
      own={{}}
      categories={['premium']}
      prices={{ premium: '€14.00' }}
      cursor={SeatId.parse('F12')}
    />,
    ({ method, path }) => {
      if (path === '/api/me')
        return [
          200,
          { user, abilities: options.abilities ?? managers, signedInBy: 'GOOGLE', till: null, pin: null },
        ];
      if (path === '/api/admin/tills')
        return [
          200,
          {
            tills: [
              {
                id: 'til_2',
                name: 'Till 2',
                status: 'ENROLLED',
                createdAt: lock.expiresAt,
                enrolledAt: null,
                revokedAt: null,
                lastSeenAt: null,
              },
            ],
          },
        ];
      if (method === 'DELETE') return options.onRelease ?? [200, { released: ['F12', 'F13'] }];
      return [200, { locks: options.locks ?? locks }];
    },
  );
}

test('says of any seat what it is and costs', () => {
  open({ status: 'BOOKED' });
  expect(screen.getByText('Row F seat 12, premium €14.00, sold')).toBeTruthy();
});

test('shows managers who holds a seat and how long still, and ends the whole hold for a reason', async () => {
  const { sent } = open();
  await waitFor(() => expect(screen.getByText('Held at the counter, Till 2')).toBeTruthy());
  expect(screen.getByRole('timer').textContent).toMatch(/^1:\d\d left$/);
  fireEvent.keyDown(document.body, { key: 'Delete' });
  expect(screen.getByText(/End the hold on F12–F13, made at a counter/)).toBeTruthy();
  const end = screen.getByRole('button', { name: 'End hold' });
  expect(document.activeElement).toBe(end);
  fireEvent.click(end);
  await screen.findByRole('list', { name: 'Legend' });
  const released = sent.find(({ method }) => method === 'DELETE');
  expect(released?.path).toBe('/api/showtimes/sho_1/seats/locks');
  expect(released?.body).toEqual({ holdId: 'hold-1', reason: 'Guest has left' });
});

test('leaves a hold alone by Escape, which gives no seats of the cart back', async () => {
  const { sent } = open();
  fireEvent.click(await screen.findByRole('button', { name: 'End hold…' }));
  let heard = 0;
  const count = (): void => void (heard += 1);
  window.addEventListener('keydown', count);
  fireEvent.keyDown(screen.getByRole('button', { name: 'End hold' }), { key: 'Escape' });
  window.removeEventListener('keydown', count);
  expect(heard).toBe(0);
  expect(screen.getByRole('list', { name: 'Legend' })).toBeTruthy();
  expect(sent.some(({ method }) => method === 'DELETE')).toBe(false);
});

test('says why a hold could not be ended', async () => {
  open({ onRelease: problem(409, 'hold.in-sale') });
  fireEvent.click(await screen.findByRole('button', { name: 'End hold…' }));
  fireEvent.click(screen.getByRole('button', { name: 'End hold' }));
  expect((await screen.findByRole('alert')).textContent).toContain('being paid for');
});

test('asks nothing for a cashier, and offers no end of what is no hold', async () => {
  const cashier = open({ abilities: ['seats.hold'] });
  await waitFor(() => expect(cashier.sent.some(({ path }) => path === '/api/me')).toBe(true));
  cleanup();
  expect(cashier.sent.some(({ path }) => path.endsWith('/seats/locks'))).toBe(false);
  open({ locks: [] });
  await screen.findByText('Being paid for, or just changing');
  expect(screen.queryByRole('button', { name: 'End hold…' })).toBeNull();
});
