import type { ShiftPerson, TenderTotals, ZReport } from '@foyer/shared/http/shift-reports';
import type { Shift } from '@foyer/shared/http/shifts';
import type { UserId } from '@foyer/shared/ids';
import type { CloseRecord, ReportedMoney, ShiftDraft } from './shift.ts';
import { movedMinor } from './shift-sums.ts';

export type NamesOf = (userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Shifts as they leave, with the names of whoever did something in them. */
export async function presentShifts(shifts: readonly ShiftDraft[], namesOf: NamesOf): Promise<Shift[]> {
  const people = new Set(shifts.flatMap(peopleIn));
  const names = people.size === 0 ? new Map<string, string>() : await namesOf([...people]);
  const named = (id: UserId): ShiftPerson => ({ id, name: names.get(id) ?? null });
  return shifts.map((shift) => {
    const { _id: id, tillId, number, status, currency, businessDay, floatMinor, close } = shift;
    return {
      id,
      tillId,
      number,
      status,
      currency,
      businessDay,
      floatMinor,
      openedBy: named(shift.openedBy),
      openedAt: shift.openedAt.toISOString(),
      closedBy: close && named(close.actor),
      closedAt: close && close.at.toISOString(),
      movements: shift.movements.map(({ id: movementId, kind, amountMinor, reason, actor, at }) => {
        return { id: movementId, kind, amountMinor, reason, by: named(actor), at: at.toISOString() };
      }),
      corrections: shift.corrections.map(({ id: correctionId, note, actor, at }) => {
        return { id: correctionId, note, by: named(actor), at: at.toISOString() };
      }),
    };
  });
}

/** Null while the shift is open. */
export function zReportOf({ close, movements, money }: ShiftDraft): ZReport | null {
  return (
    close && {
      tenders: close.tenders,
      count: close.count,
      dropsMinor: movedMinor(movements, 'DROP'),
      payOutsMinor: movedMinor(movements, 'PAY_OUT'),
      payInsMinor: movedMinor(movements, 'PAY_IN'),
      noSales: close.noSales,
      money: money.map(onTheWire),
      audit: close.audit,
    }
  );
}

/** With the totals of its report, for lists. */
export function withTotals(
  shift: Shift,
  close: CloseRecord | null,
): Shift & { readonly tenders: TenderTotals[] | null } {
  return { ...shift, tenders: close && close.tenders };
}

function onTheWire({ at, ...money }: ReportedMoney): ZReport['money'][number] {
  return { ...money, at: at.toISOString() };
}

function peopleIn({ openedBy, close, movements, corrections }: ShiftDraft): readonly string[] {
  const acted = [...movements, ...corrections].map(({ actor }) => actor);
  return [openedBy, ...(close ? [close.actor] : []), ...acted];
}
