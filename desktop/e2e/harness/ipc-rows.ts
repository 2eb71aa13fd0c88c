/** The matrix of IPC: a row for each command of the bridge. A command without one does not compile here. */
import type { CommandName } from '../../src/bridge/channels.ts';
import { type IpcRow, takesNothing } from './ipc-row.ts';
import { doorRows } from './ipc-rows-of-door.ts';
import { previewShift, printShift } from './ipc-rows-of-shifts.ts';

const sale = {
  bookingId: 'bkg_never',
  reference: 'K7QM-3FXA',
  film: 'A film',
  hall: 'Hall 1',
  startsAt: '2026-11-26T19:15:00.000Z',
  soldAt: '2026-11-26T18:58:00.000Z',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  lines: [{ seat: 'F12', ticketType: 'Adult', priceMinor: 1300, adjustment: null }],
  tickets: [{ seat: 'F12', qr: 'FOYER1:K7QM-3FXA:sho_1:F12:x' }],
  payments: [{ tender: 'CASH', status: 'CAPTURED', amountMinor: 1300, cardLast4: null }],
  totalMinor: 1300,
  cashier: null,
};
const plan = {
  address: '10.0.0.20:9100',
  columns: 42,
  encoding: 'multilingual',
  hasDrawer: false,
  house: null,
};
const note = { key: 'key-1', person: 'usr_1', showtimeId: 'sho_1', seats: ['F12'], totalMinor: 1300 };
const wrongSales: readonly (readonly unknown[])[] = [
  [],
  [null],
  ['{text}'],
  [{}],
  [sale, sale],
  [{ ...sale, markUp: '{command:x}' }],
  [{ ...sale, film: 'x'.repeat(201) }],
  [{ ...sale, timeZone: 'Nowhere/Else' }],
  [{ ...sale, lines: [] }],
  [{ ...sale, totalMinor: -1 }],
  [{ ...sale, tickets: [{ seat: 'F12', qr: 'two words' }] }],
  [{ ...sale, bookingId: '../../etc' }],
  [{ ...sale, givenMinor: -1 }],
];
const guest = {
  theme: 'dark',
  view: {
    kind: 'idle',
    shows: [
      { film: 'A film', rating: '12', hall: 'Hall 1', startsAt: sale.startsAt, timeZone: 'Europe/Berlin' },
    ],
  },
};
const slip = {
  seats: ['F12'],
  back: [{ tender: 'CASH', amountMinor: 300, cardLast4: null }],
  reason: 'Trouble with the seat',
  at: '2026-11-26T19:01:00.000Z',
  cashier: null,
};
const refund = {
  ...slip,
  refundId: 'rfd_never',
  reference: 'K7QM-3FXA',
  film: 'A film',
  hall: 'Hall 1',
  startsAt: '2026-11-26T19:15:00.000Z',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  amountMinor: 300,
  isVoid: false,
};
const exchange = { ...slip, version: 2, sale, paid: null };
const wrongJobs: readonly (readonly unknown[])[] = [
  [],
  [null],
  ['bkg_1.sale'],
  [{}],
  [{ job: 7 }],
  [{ job: '' }],
  [{ job: '../x' }],
  [{ job: { $ne: null } }],
];

/** In the order in which they are tried: the last ends the session. */
export const ipcRows: Readonly<Record<CommandName, IpcRow>> = {
  appInfo: takesNothing,
  reportUsable: takesNothing,
  sessionState: takesNothing,
  accessToken: {
    good: [{ refused: null }],
    wrong: [
      [],
      [null],
      ['token'],
      [{}],
      [{ refused: 7 }],
      [{ refused: { $ne: null } }],
      [{ refused: null, more: true }],
      [{ refused: null }, 'more'],
      [{ refused: 'x'.repeat(8193) }],
      [[{ refused: null }]],
    ],
  },
  signIn: takesNothing,
  cancelSignIn: takesNothing,
  copySignInAddress: takesNothing,
  tillState: takesNothing,
  tillPeople: takesNothing,
  enrolTill: {
    good: [{ code: '7K2M-9QXR-4TBD' }],
    wrong: [[], [null], ['7K2M-9QXR-4TBD'], [{}], [{ code: 7 }], [{ code: '' }], [{ code: { $ne: null } }]],
  },
  switchTo: {
    good: [{ userId: 'usr_never', pin: '2580' }],
    wrong: [
      [],
      [{ userId: 'usr_never' }],
      [{ userId: 'usr_never', pin: 2580 }],
      [{ userId: 'usr_never', pin: '12' }],
      [{ userId: { $ne: null }, pin: '2580' }],
      [{ userId: 'usr_never', pin: '2580', role: 'ADMIN' }],
    ],
  },
  saleNote: takesNothing,
  beginSale: {
    good: [note],
    wrong: [
      [],
      [null],
      [{}],
      [note, note],
      [{ ...note, seats: [] }],
      [{ ...note, person: { $ne: null } }],
      [{ ...note, bookingId: '../x' }],
      [{ ...note, givenMinor: 0.5 }],
    ],
  },
  endSale: {
    good: [{ key: note.key }],
    wrong: [[], [note.key], [{ key: '' }], [{ key: note.key, more: 1 }]],
  },
  paperState: takesNothing,
  printSale: { good: [sale], wrong: wrongSales },
  previewSale: { good: [sale], wrong: wrongSales },
  reprintSale: {
    good: [{ sale, reason: 'Paper jam', key: '8c1ff5a0-6f0c-4a3c-9d7e-1a2b3c4d5e6f' }],
    wrong: [
      ...wrongSales,
      [{ sale, reason: 'Paper jam' }],
      [{ sale, reason: ' ', key: '8c1ff5a0-6f0c-4a3c-9d7e-1a2b3c4d5e6f' }],
      [{ sale, reason: 'Paper jam', key: 'again' }],
    ],
  },
  printRefund: {
    good: [refund],
    wrong: [
      [],
      [null],
      [refund, refund],
      [{ ...refund, markUp: '{command:x}' }],
      [{ ...refund, refundId: '../../etc' }],
      [{ ...refund, amountMinor: -1 }],
      [{ ...refund, reason: ' ' }],
      [{ ...refund, back: [{ tender: 'CASH', amountMinor: 300, cardLast4: '42' }] }],
      [sale],
    ],
  },
  printExchange: {
    good: [exchange],
    wrong: [
      [],
      [null],
      [exchange, exchange],
      [{ ...exchange, version: 0 }],
      [{ ...exchange, sale: { ...sale, bookingId: '../../etc' } }],
      [{ ...exchange, paid: { tender: 'GOLD', amountMinor: 300, cardLast4: null } }],
      [{ ...exchange, seats: ['../x'] }],
      [sale],
    ],
  },
  printShift,
  previewShift,
  retryPaper: { good: [{ job: 'bkg_never.sale' }], wrong: wrongJobs },
  settlePaper: {
    good: [{ job: 'bkg_never.sale', hasComeOut: true }],
    wrong: [...wrongJobs, [{ job: 'bkg_1.sale' }], [{ job: 'bkg_1.sale', hasComeOut: 'yes' }]],
  },
  dropPaper: { good: [{ job: 'bkg_never.sale' }], wrong: wrongJobs },
  openDrawer: takesNothing,
  printTestPage: takesNothing,
  guestScreenState: takesNothing,
  showGuest: {
    good: [guest],
    wrong: [
      [],
      [null],
      [{}],
      [guest, guest],
      [{ ...guest, theme: 'pink' }],
      [{ ...guest, house: 'Another house' }],
      [{ ...guest, view: { ...guest.view, cashier: 'Casey Cashier' } }],
      [{ ...guest, view: { ...guest.view, shows: Array.from({ length: 7 }, () => guest.view.shows[0]) } }],
      [{ ...guest, view: { kind: 'sale' } }],
    ],
  },
  toggleGuestScreen: takesNothing,
  printerSettings: takesNothing,
  setPrinter: {
    good: [plan],
    wrong: [
      [],
      [null],
      ['10.0.0.20:9100'],
      [{}],
      [plan, plan],
      [{ ...plan, more: 1 }],
      [{ ...plan, address: 'file:///dev/lp0' }],
      [{ ...plan, address: '10.0.0.20:99999' }],
      [{ ...plan, address: '' }],
      [{ ...plan, columns: 1_000 }],
      [{ ...plan, encoding: { $ne: null } }],
      [{ ...plan, house: ' ' }],
    ],
  },
  ...doorRows,
  lock: takesNothing,
  forgetTill: takesNothing,
  signOut: takesNothing,
};
