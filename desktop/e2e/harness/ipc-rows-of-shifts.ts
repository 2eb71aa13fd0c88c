/** Reports of shifts in the matrix of IPC. */
import type { IpcRow } from './ipc-row.ts';

const at = '2026-11-26T18:58:00.000Z';
const shift = {
  kind: 'X',
  shiftId: 'shf_never',
  till: 'Front 1',
  number: 1,
  businessDay: '2026-11-26',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  floatMinor: 15_000,
  openedBy: null,
  openedAt: at,
  movements: [],
  noSales: 0,
  at: at,
  tenders: null,
};
const wrongShifts: readonly (readonly unknown[])[] = [
  [],
  [null],
  [{}],
  [shift, shift],
  [{ ...shift, markUp: '{command:x}' }],
  [{ ...shift, shiftId: '../../etc' }],
  [{ ...shift, kind: 'Z' }],
  [{ ...shift, till: 'x'.repeat(101) }],
  [{ ...shift, floatMinor: -1 }],
  [{ ...shift, movements: [{ kind: 'GIFT', amountMinor: 1, reason: null, by: null, at: at }] }],
  ['shf_never'],
];

export const printShift: IpcRow = {
  good: [{ report: shift, copy: null }],
  wrong: [
    ...wrongShifts,
    [shift],
    [{ report: shift }],
    [{ report: shift, copy: 'again' }],
    [{ report: { ...shift, kind: 'Z' }, copy: null }],
  ],
};

export const previewShift: IpcRow = { good: [shift], wrong: wrongShifts };
