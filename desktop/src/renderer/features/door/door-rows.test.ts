import { DoorList } from '@foyer/shared/http/admissions';
import { expect, test } from 'vitest';
import { WaitingScan } from '../../../bridge/door.ts';
import { findRows, rowsOf } from './door-rows.ts';
import { withoutNames } from './use-door.ts';

const at = '2026-11-26T19:02:00.000Z';
const ticket = (seat: string, reference: string, guest: string | null) => ({
  reference,
  seat,
  ticketType: 'Adult',
  guest,
  admittedAt: null,
  where: null,
});
const list = DoorList.parse({
  show: {
    showtimeId: 'sho_1',
    title: 'Up',
    auditorium: 'Hall 1',
    startsAt: at,
    endsAt: at,
    timeZone: 'Europe/Berlin',
    opensAt: at,
    cancelled: false,
  },
  tickets: [
    ticket('F10', 'K7QM-3FXA', 'Zoë Quist'),
    ticket('F9', 'K7QM-3FXA', 'Zoë Quist'),
    ticket('A1', '22AB-CDEF', null),
  ],
  publicKey: 'k',
  asOf: at,
});
const waiting = WaitingScan.parse({
  scanId: '0b0f7a0e-5d0e-4a51-9a7e-1f1f7d4b8f10',
  showtimeId: 'sho_1',
  reference: 'K7QM-3FXA',
  seat: 'F9',
  scannedAt: at,
});

test('lists in the order of the hall, with those whom only this door knows to be in', () => {
  const rows = rowsOf(list, [
    waiting,
    { ...waiting, showtimeId: list.show.showtimeId, seat: list.tickets[2]?.seat ?? waiting.seat },
  ]);
  expect(rows.map(({ seat, isWaiting }) => [seat, isWaiting])).toEqual([
    ['A1', false],
    ['F9', true],
    ['F10', false],
  ]);
});

test.each([
  ['f9', ['F9']],
  ['zoë', ['F9', 'F10']],
  ['k7qm3', ['F9', 'F10']],
  ['22AB-CDEF', ['A1']],
  ['', ['A1', 'F9', 'F10']],
  ['F1', []],
])('finds %s', (text, seats) => {
  expect(findRows(rowsOf(list, []), text).map(({ seat }) => seat)).toEqual(seats);
});

test('hands the machine a list without names', () => {
  expect(JSON.stringify(withoutNames(list))).not.toContain('Zoë');
});
