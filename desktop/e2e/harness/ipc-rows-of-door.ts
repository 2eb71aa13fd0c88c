/** The rows of what a door asks of the machine. */
import { type IpcRow, takesNothing } from './ipc-row.ts';

const list = {
  show: {
    showtimeId: 'sho_never',
    title: 'A film',
    auditorium: 'Hall 1',
    startsAt: '2026-11-26T19:15:00.000Z',
    endsAt: '2026-11-26T21:15:00.000Z',
    timeZone: 'Europe/Berlin',
    opensAt: '2026-11-26T18:15:00.000Z',
    cancelled: false,
  },
  tickets: [{ reference: 'K7QM-3FXA', seat: 'F12', ticketType: 'Adult', admittedAt: null, where: null }],
  publicKey: 'a-key',
  asOf: '2026-11-26T18:58:00.000Z',
};
const scan = {
  scanId: '8c1ff5a0-6f0c-4a3c-9d7e-1a2b3c4d5e6f',
  showtimeId: 'sho_never',
  reference: 'K7QM-3FXA',
  seat: 'F12',
};

export const doorRows = {
  doorState: takesNothing,
  keepDoorList: {
    good: [list],
    wrong: [
      [],
      [null],
      [{}],
      [list, list],
      [{ ...list, more: 1 }],
      [{ ...list, show: { ...list.show, showtimeId: '../x' } }],
      // Names of guests stay in the window.
      [{ ...list, tickets: [{ ...list.tickets[0], guest: 'Zoë' }] }],
      [{ ...list, publicKey: 'x'.repeat(201) }],
    ],
  },
  admitAtDoor: {
    good: [scan],
    wrong: [
      [],
      [null],
      ['FOYER1:x'],
      [scan, scan],
      [{ ...scan, scanId: 'again' }],
      [{ ...scan, scannedAt: '2026-11-26T18:58:00.000Z' }],
      [{ ...scan, showtimeId: { $ne: null } }],
      [{ ...scan, code: 'two words' }],
      [{ ...scan, seat: '../x' }],
    ],
  },
  settleDoorScans: {
    good: [{ results: [{ scanId: scan.scanId, outcome: 'ADMITTED', problem: null }] }],
    wrong: [
      [],
      [null],
      [{}],
      [{ results: 'all' }],
      [{ results: [{ scanId: scan.scanId, outcome: 'LOST' }] }],
    ],
  },
  dismissDoorTrouble: {
    good: [{ scanId: scan.scanId }],
    wrong: [[], [null], [scan.scanId], [{ scanId: '../x' }], [{ scanId: scan.scanId, more: 1 }]],
  },
} as const satisfies Readonly<Record<string, IpcRow>>;
