import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SaleNote } from '../../../../bridge/sale-note.ts';
import { DeviceProvider } from '../../../data/device.tsx';
import { renderOnServer } from '../../../testing/test-layer.tsx';
import { casey, cleo, fakeDevice, me, ok } from '../../../testing/fake-device.tsx';
import { OpenSaleStrip } from './open-sale-strip.tsx';

afterEach(cleanup);

const note = SaleNote.parse({
  key: 'key-1',
  person: casey.id,
  showtimeId: 'sho_1',
  seats: ['F12', 'F13'],
  totalMinor: 2600,
});
const booking = {
  id: 'bkg_1',
  reference: 'K7QM-3FXA',
  status: 'BOOKED',
  version: 1,
  channel: 'COUNTER',
  showtimeId: 'sho_1',
  seats: ['F13', 'F12'],
  lines: [{ seat: 'F12', ticketTypeId: 'adult', priceMinor: 2600 }],
  totalMinor: 2600,
  currency: 'EUR',
  payments: [],
  tickets: [],
  refunds: [],
  offer: null,
  expiresAt: null,
  createdAt: '2026-11-26T18:58:00.000Z',
};
const showtime = {
  id: 'sho_1',
  movie: { id: 'mov_1', title: 'A film', year: null, rating: '12', runtimeMinutes: 90, version: '' },
  auditorium: { id: 'aud_1', name: 'Hall 1' },
  startsAt: '2026-11-26T19:15:00.000Z',
  endsAt: '2026-11-26T21:15:00.000Z',
  timeZone: 'Europe/Berlin',
  sales: 'OPEN',
  currency: 'EUR',
  availability: { total: 2, available: 0, held: 0, booked: 2, blocked: 0 },
  ticketTypes: [],
};

function open(kept: SaleNote | null, bookings: readonly object[]) {
  const asked = {
    saleNote: vi.fn(() => ok(kept)),
    printSale: vi.fn(() => ok(null)),
    endSale: vi.fn(() => ok(null)),
  };
  const { device } = fakeDevice();
  const { sent } = renderOnServer(
    <DeviceProvider device={{ ...device, bridge: { ...device.bridge, ...asked } }}>
      <OpenSaleStrip me={me} />
    </DeviceProvider>,
    ({ path }) => [200, path === '/api/showtimes/sho_1' ? { showtime } : { bookings, nextCursor: null }],
  );
  return { asked, sent };
}

test('prints the papers of a sale that stands, and says so until somebody has read it', async () => {
  const { asked } = open(note, [{ ...booking, seats: ['F12'] }, booking]);
  expect((await screen.findByRole('alert')).textContent).toMatch(/F12, F13.*stands: K7QM-3FXA, €26\.00/);
  expect(asked.printSale).toHaveBeenCalledWith(expect.objectContaining({ bookingId: 'bkg_1' }));
  fireEvent.click(screen.getByText('Understood'));
  expect(asked.endSale).toHaveBeenCalledWith({ key: 'key-1' });
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([
  ['none was made', []],
  ['another show has such seats', [{ ...booking, showtimeId: 'sho_2' }]],
  ['they were given back since', [{ ...booking, status: 'REFUNDED' }]],
])('says that the sale was not made where %s', async (_why, bookings) => {
  const { asked } = open(note, bookings);
  expect((await screen.findByRole('alert')).textContent).toContain('not made: give the cash back');
  expect(asked.printSale).not.toHaveBeenCalled();
});

test('claims nothing about a colleague’s sale', async () => {
  const { sent } = open({ ...note, person: cleo.id }, [booking]);
  expect((await screen.findByRole('alert')).textContent).toContain('a colleague was selling F12, F13');
  expect(sent).toEqual([]);
});

test('says nothing where nothing was under way', async () => {
  const { asked } = open(null, []);
  await vi.waitFor(() => expect(asked.saleNote).toHaveBeenCalled());
  expect(screen.queryByRole('alert')).toBeNull();
});
