import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { DeviceProvider } from '../../data/device.tsx';
import { type Answer, problem, renderOnServer } from '../../testing/test-layer.tsx';
import { fakeDevice, ok } from '../../testing/fake-device.tsx';
import { buildBooking, buildShowtime } from '../../testing/test-sales.ts';
import { ReprintPanel } from './reprint-panel.tsx';

afterEach(cleanup);

const booking = buildBooking({
  seats: ['F12'],
  lines: [{ seat: 'F12', ticketTypeId: 'adult', priceMinor: 1300 }],
  totalMinor: 1300,
  tickets: [{ id: 'tic_1', seat: 'F12', qr: 'FOYER1:a' }],
});
function open(noted: Answer) {
  const asked = {
    previewSale: vi.fn(() => ok('/preview/1.svg')),
    reprintSale: vi.fn((_wish: { reason: string; key: string }) => ok(null)),
  };
  const onClose = vi.fn();
  const { device } = fakeDevice();
  const { sent } = renderOnServer(
    <DeviceProvider device={{ ...device, bridge: { ...device.bridge, ...asked } }}>
      <ReprintPanel booking={booking} onClose={onClose} />
    </DeviceProvider>,
    ({ path }) => (path.endsWith('/reprints') ? noted : [200, { showtime: buildShowtime() }]),
  );
  const print = async (): Promise<void> => {
    await screen.findByRole('img', { name: 'Receipt and tickets of K7QM-3FXA' });
    fireEvent.click(screen.getByText('Print the copies'));
  };
  return { asked, sent, onClose, print };
}

test('shows the papers, has the server note why, and prints them under the same name', async () => {
  const { asked, sent, onClose, print } = open([204]);
  await print();
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  const wish = asked.reprintSale.mock.calls[0]?.[0];
  expect(wish?.reason).toBe('Badly printed, or torn');
  expect(sent.at(-1)).toMatchObject({
    path: '/api/bookings/bkg_1/reprints',
    body: { reprintId: wish?.key, reason: 'Badly printed, or torn' },
  });
});

test('prints nothing that the server has not noted', async () => {
  const { asked, onClose, print } = open(problem(409, 'booking.state', { state: 'REFUNDED' }));
  await print();
  await screen.findByRole('alert');
  expect(asked.reprintSale).not.toHaveBeenCalled();
  expect(onClose).not.toHaveBeenCalled();
});
