import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SaleNote } from '../../../../bridge/sale-note.ts';
import { DeviceProvider } from '../../../data/device.tsx';
import { renderOnServer } from '../../../testing/test-layer.tsx';
import { casey, cleo, fakeDevice, me, ok } from '../../../testing/fake-device.tsx';
import { buildBooking, buildShowtime } from '../../../testing/test-sales.ts';
import { OpenSaleStrip } from './open-sale-strip.tsx';

afterEach(cleanup);

const note = SaleNote.parse({
  key: 'key-1',
  person: casey.id,
  showtimeId: 'sho_1',
  seats: ['F12', 'F13'],
  totalMinor: 2600,
});
const booking = buildBooking({ seats: ['F13', 'F12'] });
const showtime = buildShowtime();

function open(kept: SaleNote | null, bookings: readonly object[], onOwed = vi.fn(() => true)) {
  const asked = {
    saleNote: vi.fn(() => ok(kept)),
    printSale: vi.fn(() => ok(null)),
    endSale: vi.fn(() => ok(null)),
  };
  const { device } = fakeDevice();
  const { sent } = renderOnServer(
    <DeviceProvider device={{ ...device, bridge: { ...device.bridge, ...asked } }}>
      <OpenSaleStrip me={me} onOwed={onOwed} />
    </DeviceProvider>,
    ({ path }) => {
      if (path === '/api/showtimes/sho_1') return [200, { showtime }];
      return [
        200,
        path === '/api/bookings/bkg_1' ? { booking: bookings[0] } : { bookings, nextCursor: null },
      ];
    },
  );
  return { asked, sent };
}

test('prints the papers of a sale that stands, and says so until somebody has read it', async () => {
  const { asked } = open(note, [{ ...booking, seats: ['F12'] }, booking]);
  expect((await screen.findByRole('alert')).textContent).toMatch(/F12, F13.*stands: K7QM-3FXA, €26\.00/);
  expect(asked.printSale).toHaveBeenCalledWith(expect.objectContaining({ bookingId: 'bkg_1' }));
  fireEvent.click(screen.getByText('Understood'));
  expect(asked.endSale).toHaveBeenCalledWith({ key: 'key-1' });
  await vi.waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
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

const pending = buildBooking({ status: 'PENDING', seats: ['F12', 'F13'] });

test.each([
  ['the booking is known', { ...note, bookingId: pending.id }],
  ['the program ended before it heard of its booking', note],
])('goes on by itself with a sale that is being paid: %s', async (_why, kept) => {
  const onOwed = vi.fn(() => true);
  const { asked } = open(kept, [pending], onOwed);
  await vi.waitFor(() =>
    expect(onOwed).toHaveBeenCalledWith({ showtime, booking: pending, noteKey: note.key }),
  );
  await vi.waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(asked.endSale).not.toHaveBeenCalled();
});

test('waits with it while another guest is being served', async () => {
  const onOwed = vi.fn(() => false);
  open({ ...note, bookingId: pending.id }, [pending], onOwed);
  expect((await screen.findByRole('alert')).textContent).toContain('Do not charge again');
  onOwed.mockReturnValue(true);
  fireEvent.click(screen.getByText('Go on with it'));
  await vi.waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});
