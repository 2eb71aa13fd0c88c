import { LocalDate } from '@foyer/shared/time';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useBookingsDesk } from '../../app/use-bookings-desk.ts';
import { problem, renderOnServer } from '../../testing/test-layer.tsx';
import { buildBooking, paidInCash } from '../../testing/test-sales.ts';
import { BookingsScreen } from './bookings-screen.tsx';

afterEach(cleanup);

const ofToday = buildBooking({ ...paidInCash(2600) });
const ofBefore = buildBooking({ id: 'bkg_2', reference: 'M2PB-9WQD', seats: ['C4'], ...paidInCash(1300) });

function Desk(): ReactNode {
  const desk = useBookingsDesk(true, 'Europe/Berlin');
  const may = { mayRefund: true, mayExchange: true, everybodys: false };
  return <BookingsScreen {...desk} {...may} today={LocalDate.parse('2026-11-26')} timeZone="Europe/Berlin" />;
}

function open() {
  return renderOnServer(<Desk />, ({ path }) => {
    if (!path.startsWith('/api/bookings/me')) return problem(404, 'showtime.not-found');
    const bookings = path.includes('date=') ? [ofToday] : [ofToday, ofBefore];
    return [200, { bookings, nextCursor: null }];
  });
}

const rows = () => screen.queryAllByRole('rowheader').map(({ textContent }) => textContent);

test('finds a booking of another day while somebody types, and goes to it by the arrow', async () => {
  const { sent } = open();
  await waitFor(() => expect(rows()).toEqual(['K7QM-3FXA']));
  fireEvent.keyDown(document.body, { key: '/' });
  const field = screen.getByRole('searchbox', { name: 'Find a booking' });
  expect(document.activeElement).toBe(field);
  fireEvent.change(field, { target: { value: 'c4' } });
  await waitFor(() => expect(rows()).toEqual(['M2PB-9WQD']));
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  expect(document.activeElement?.getAttribute('role')).toBe('row');
  fireEvent.change(field, { target: { value: 'no-such' } });
  await screen.findByText('No such booking');
  fireEvent.keyDown(field, { key: 'Escape' });
  await waitFor(() => expect(rows()).toEqual(['K7QM-3FXA']));
  expect(sent.filter(({ path }) => path.includes('limit=200'))).toHaveLength(1);
});

test('opens what can be done with a booking by its letter, and types none of them into the field', async () => {
  open();
  await waitFor(() => expect(rows()).toEqual(['K7QM-3FXA']));
  const field = screen.getByRole('searchbox', { name: 'Find a booking' });
  fireEvent.keyDown(field, { key: 'r' });
  expect(screen.queryByRole('region', { name: 'Refund' })).toBeNull();
  fireEvent.keyDown(document.body, { key: 'r' });
  const boxes = await screen.findAllByRole('checkbox');
  expect(document.activeElement).toBe(boxes[0]);
  fireEvent.keyDown(boxes[0] ?? document.body, { key: 'Enter' });
  expect(document.activeElement?.textContent).toContain('Give €26.00 back in cash');
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Refund' })).toBeNull());
  fireEvent.keyDown(document.body, { key: 'X' });
  expect(await screen.findByRole('region', { name: 'Exchange seats' })).toBeTruthy();
});
