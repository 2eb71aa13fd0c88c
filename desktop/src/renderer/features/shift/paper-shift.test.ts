import { expect, test } from 'vitest';
import { PaperShift } from '../../../bridge/shift-slip.ts';
import { buildClosedShift, buildShift, buildZ } from '../../testing/test-shifts.ts';
import { xPaperOf, zPaperOf } from './paper-shift.ts';

const place = { till: 'Front 1', timeZone: 'Europe/Berlin' };

test('tells main of a closed shift: its sums, and of its money what went back or came late', () => {
  const z = buildZ();
  const paper = PaperShift.parse(zPaperOf(buildClosedShift(), z, place));
  expect(paper).toMatchObject({ kind: 'Z', till: 'Front 1', number: 3, tenders: z.tenders, auditSeq: 4711 });
  expect(paper).toMatchObject({ money: [{ kind: 'REFUND', amountMinor: 500, late: true }] });
});

test('tells main of an open shift no more than the server says, whoever is gone by now', () => {
  const shift = buildShift({ openedBy: { id: 'usr_gone', name: null } });
  const x = { at: shift.openedAt, tenders: null, noSales: 2 };
  const paper = PaperShift.parse(xPaperOf(shift, x, { ...place, till: null }));
  expect(paper).toMatchObject({ kind: 'X', tenders: null, noSales: 2, openedBy: null, till: null });
});
