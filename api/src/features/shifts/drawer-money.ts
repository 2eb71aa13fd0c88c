import type { UnreportedMoney } from '../bookings/booking.ts';
import type { UnreportedRepository } from '../bookings/unreported.repository.ts';
import type { ReportedMoney, ShiftDraft } from './shift.ts';
import type { ShiftRepository } from './shift.repository.ts';

export interface DrawerMoneyNeeds {
  readonly unreported: UnreportedRepository;
  readonly repository: Pick<ShiftRepository, 'reported'>;
}

export interface DrawerMoney {
  /** What the report of this shift has in it if it is made now, oldest first. */
  readonly money: readonly ReportedMoney[];
  /** What waits in bookings and is in a report already: a process has died before it was taken out. */
  readonly done: readonly UnreportedMoney[];
}

export type ReadDrawer = (shift: Pick<ShiftDraft, '_id' | 'tillId'>) => Promise<DrawerMoney>;

/** The money of a till that no report has yet. What was begun in an earlier shift is late. */
export function createReadDrawer({ unreported, repository }: DrawerMoneyNeeds): ReadDrawer {
  return async ({ _id: shiftId, tillId }) => {
    const waiting = await unreported.ofTill(tillId);
    // What was begun in this very shift is in no report of another one.
    const late = waiting.filter((one) => one.shiftId !== shiftId);
    const reported = await repository.reported(late.map(({ id }) => id));
    const money = waiting
      .filter(({ id }) => !reported.has(id))
      .map(({ tillId: _till, ...one }) => ({ ...one, late: one.shiftId !== shiftId }))
      .toSorted((one, other) => one.at.getTime() - other.at.getTime() || (one.id < other.id ? -1 : 1));
    return { money, done: waiting.filter(({ id }) => reported.has(id)) };
  };
}
