import type { Booking } from '@foyer/shared/http/bookings';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderOnServer } from '../../testing/test-layer.tsx';
import { buildBooking, paidInCash } from '../../testing/test-sales.ts';
import { LastSalePanel } from './last-sale-panel.tsx';
import { useGiveBack } from './use-give-back.ts';
import { useLastSale } from './use-last-sale.ts';

afterEach(cleanup);

function Till({
  booking,
  ...on
}: {
  booking: Booking | null;
  onNext: () => void;
  onLeave: () => void;
}): ReactNode {
  return <LastSalePanel lastSale={useLastSale(booking, useGiveBack())} {...on} />;
}

function open(ageMinutes: number | null) {
  const createdAt = new Date(Date.now() - (ageMinutes ?? 0) * 60_000).toISOString();
  const booking = ageMinutes === null ? null : buildBooking({ ...paidInCash(2600), createdAt });
  const on = { onNext: vi.fn(), onLeave: vi.fn() };
  const server = renderOnServer(<Till booking={booking} {...on} />, () => [
    200,
    { booking: { ...booking, status: 'REFUNDED' } },
  ]);
  return { ...server, ...on };
}

test('takes a fresh sale back by Enter, and says what to give', async () => {
  const { sent, onNext } = open(2);
  const act = await screen.findByRole('button', { name: 'Take the sale of €26.00 back' });
  expect(document.activeElement).toBe(act);
  expect(screen.getByText(/€26.00 goes back in cash\.$/)).toBeTruthy();
  fireEvent.click(act);
  const next = await screen.findByRole('button', { name: 'Next guest' });
  expect(sent.map(({ path }) => path)).toEqual(['/api/bookings/bkg_1/void']);
  expect(screen.getByText('Give €26.00 back in cash')).toBeTruthy();
  fireEvent.click(next);
  expect(onNext).toHaveBeenCalledOnce();
});

test('leaves by Escape, of which the cart behind hears nothing', async () => {
  const { onLeave, sent } = open(2);
  const heard = vi.fn();
  window.addEventListener('keydown', heard);
  fireEvent.keyDown(await screen.findByRole('button', { name: 'Take the sale of €26.00 back' }), {
    key: 'Escape',
  });
  window.removeEventListener('keydown', heard);
  await waitFor(() => expect(onLeave).toHaveBeenCalledOnce());
  expect(heard).not.toHaveBeenCalled();
  expect(sent).toEqual([]);
});

test.each([
  ['the last sale is too old', 16],
  ['nothing was sold', null],
])('says where to go when %s', (_name, age) => {
  const { onLeave } = open(age);
  expect(screen.getByText('No fresh sale')).toBeTruthy();
  fireEvent.keyDown(screen.getByRole('button', { name: 'Back to selling' }), { key: 'Escape' });
  expect(onLeave).toHaveBeenCalledOnce();
});
