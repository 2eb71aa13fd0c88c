import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Ability } from '@foyer/shared/roles';
import type { FoyerBridge } from '../../../bridge/contract.ts';
import type { DoorState, LocalAnswer, LocalScan } from '../../../bridge/door.ts';
import { DeviceProvider } from '../../data/device.tsx';
import { fakeDevice, ok } from '../../testing/fake-device.tsx';
import { problem, renderOnServer, type Answer, type Sent } from '../../testing/test-layer.tsx';
import { Scanner, ScannerProvider } from '../scanner/scanner.tsx';
import { DoorScreen } from './door-screen.tsx';

afterEach(cleanup);

const soon = new Date(Date.now() + 600_000).toISOString();
const code = `FOYER1:K7QM-3FXA:sho_1:F7:${'x'.repeat(86)}`;
const movie = { id: 'up', title: 'Up', year: 2009, rating: 'PG', runtimeMinutes: 96, version: '' };
const availability = { total: 2, available: 0, held: 0, booked: 2, blocked: 0 };
const showtime = {
  id: 'sho_1',
  movie,
  auditorium: { id: 'h1', name: 'Hall 1' },
  startsAt: soon,
  endsAt: soon,
  timeZone: 'Europe/Berlin',
  sales: 'OPEN',
  currency: 'EUR',
  availability,
  ticketTypes: [],
};
const ticketOf = (seat: string) => ({
  reference: 'K7QM-3FXA',
  seat,
  ticketType: 'Adult',
  guest: 'Zoë',
  admittedAt: null,
  where: null,
});
const list = {
  show: {
    showtimeId: 'sho_1',
    title: 'Up',
    auditorium: 'Hall 1',
    startsAt: soon,
    endsAt: soon,
    timeZone: 'Europe/Berlin',
    opensAt: soon,
    cancelled: false,
  },
  tickets: [ticketOf('F7'), ticketOf('F8')],
  publicKey: 'k',
  asOf: soon,
};

/** A door before a server that answers tickets like this. */
async function openDoor(onAdmit: (sent: Sent) => Answer, abilities = Ability.options) {
  const nobody: DoorState = { waiting: [], troubles: [] };
  const asked = {
    doorState: vi.fn(() => ok(nobody)),
    keepDoorList: vi.fn((_list: unknown) => ok(null)),
    admitAtDoor: vi.fn((_scan: LocalScan) => ok<LocalAnswer>({ kind: 'no-list' })),
  };
  const { device } = fakeDevice();
  const bridge = { ...device.bridge, ...asked } as unknown as FoyerBridge;
  const scanner = new Scanner();
  const { sent } = renderOnServer(
    <DeviceProvider device={{ ...device, bridge }}>
      <ScannerProvider scanner={scanner}>
        <DoorScreen
          me={{ abilities: [...abilities] }}
          today={soon.slice(0, 10)}
          timeZone="Europe/Berlin"
          connection={{ kind: 'live' }}
        />
      </ScannerProvider>
    </DeviceProvider>,
    (request) => {
      if (request.path.endsWith('/admissions') && request.method === 'GET') return [200, list];
      return request.method === 'GET' ? [200, { showtimes: [showtime], nextCursor: null }] : onAdmit(request);
    },
  );
  await screen.findByRole('row', { name: /F7/ });
  return { asked, scan: () => scanner.hear({ text: code, isWhole: true }), sent };
}

test('asks the list by the very id of a scan whose answer was lost, and gives the machine no name', async () => {
  const door = await openDoor(() => null);
  door.scan();
  await screen.findByText('No list here');
  const key = door.sent.find(({ method }) => method === 'POST')?.key;
  expect(key).toMatch(/^[0-9a-f-]{36}$/);
  expect(door.asked.admitAtDoor).toHaveBeenCalledWith({ scanId: key, showtimeId: 'sho_1', code });
  expect(JSON.stringify(door.asked.keepDoorList.mock.calls)).not.toContain('Zoë');
});

test('goes by the list where the server answers and can’t decide', async () => {
  const door = await openDoor(() => problem(503, 'service.unavailable'));
  door.scan();
  await screen.findByText('No list here');
  expect(door.asked.admitAtDoor).toHaveBeenCalledTimes(1);
});

test('takes a refusal for what it is', async () => {
  const door = await openDoor(() => problem(410, 'ticket.given-back', { what: 'REFUNDED', at: soon }));
  door.scan();
  await screen.findByText('Refunded');
  expect(door.asked.admitAtDoor).not.toHaveBeenCalled();
});

test('lets a manager say that somebody comes in early, and nobody else', async () => {
  const door = await openDoor(() => problem(409, 'ticket.too-early', { opensAt: soon }));
  door.scan();
  await screen.findByText('Too early');
  fireEvent.keyDown(window, { key: 'e' });
  await vi.waitFor(() => expect(door.sent.at(-1)?.body).toEqual({ code, showtimeId: 'sho_1', early: true }));
});

test('offers a cashier nothing when it is too early', async () => {
  const door = await openDoor(() => problem(409, 'ticket.too-early', { opensAt: soon }), ['tickets.admit']);
  door.scan();
  await screen.findByText('Too early');
  expect(screen.queryByRole('button', { name: /Let in early/ })).toBeNull();
});
