import type { ZReport } from '@foyer/shared/http/shift-reports';
import type { Shift, XReport } from '@foyer/shared/http/shifts';
import type { PaperShift } from '../../../bridge/shift-slip.ts';
import { short } from '../paper/paper-sale.ts';

interface Place {
  /** Name of the shift's till; null where nobody knows. */
  readonly till: string | null;
  readonly timeZone: string;
}

/** More than this would be a book, and the screen has them all. */
const mostLines = 500;

/** What main prints of an open shift. */
export function xPaperOf(shift: Shift, x: XReport, place: Place): PaperShift {
  return { kind: 'X', ...factsOf(shift, place), noSales: x.noSales, at: x.at, tenders: x.tenders };
}

/** What main prints of a closed one: all sums, and of its money what went back or came late. */
export function zPaperOf(shift: Shift, z: ZReport, place: Place): PaperShift {
  return {
    kind: 'Z',
    ...factsOf(shift, place),
    noSales: z.noSales,
    at: shift.closedAt ?? shift.openedAt,
    tenders: z.tenders,
    closedBy: shift.closedBy && nameOf(shift.closedBy),
    count: z.count,
    money: z.money
      .filter(({ kind, late }) => kind === 'REFUND' || late)
      .slice(0, mostLines)
      .map(({ kind, tender, amountMinor, reference, late, at }) => ({
        kind,
        tender,
        amountMinor,
        reference,
        late,
        at,
      })),
    auditSeq: z.audit.seq,
    notes: shift.corrections.slice(-100).map(({ note, by, at }) => ({ note, by: nameOf(by), at })),
  };
}

function factsOf(shift: Shift, { till, timeZone }: Place) {
  const { id, number, businessDay, currency, floatMinor, openedBy, openedAt, movements } = shift;
  return {
    shiftId: id,
    till: till === null ? null : short(till, 100),
    number,
    businessDay,
    currency,
    timeZone,
    floatMinor,
    openedBy: nameOf(openedBy),
    openedAt,
    movements: movements.slice(-1_000).map(({ kind, amountMinor, reason, by, at }) => ({
      kind,
      amountMinor,
      reason: reason === null ? null : short(reason, 200),
      by: nameOf(by),
      at,
    })),
  };
}

function nameOf({ name }: { readonly name: string | null }): string | null {
  return name === null ? null : short(name, 100);
}
