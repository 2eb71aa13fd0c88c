import { totalOf } from '@foyer/shared/http/cash';
import type { CloseRequest } from '@foyer/shared/http/shifts';
import type { ShiftId } from '@foyer/shared/ids';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { UnreportedMoney } from '../bookings/booking.ts';
import { madeBefore, nameOf } from '../bookings/idempotency.ts';
import type { ChangeShift, ShiftCall } from './change-shift.ts';
import type { ReadDrawer } from './drawer-money.ts';
import type { CloseRecord, ReportedMoney, ShiftDraft, ShiftRecord } from './shift.ts';
import { shiftEvent } from './shift-events.ts';
import { requireOpen } from './shift.policy.ts';
import { tenderTotals } from './shift-sums.ts';

export interface CloseNeeds {
  readonly change: ChangeShift;
  readonly readDrawer: ReadDrawer;
  /** Takes what is in a report out of the bookings it waits in. */
  readonly forget: (money: readonly Pick<UnreportedMoney, 'id' | 'bookingId'>[]) => Promise<void>;
  readonly countNoSales: (id: ShiftId) => Promise<number>;
  /** The newest audit entry. */
  readonly auditHead: () => Promise<CloseRecord['audit']>;
  readonly clock: Clock;
  readonly log: Logger;
}

export type CloseShift = (call: ShiftCall, id: ShiftId, request: CloseRequest) => Promise<ShiftRecord>;

/**
 * Ends a shift for good. One write freezes the list of its money with the count; what is captured later, or was being
 * captured meanwhile, waits for the next report. Throws shift.*, version.conflict, idempotency.mismatch.
 */
export function createCloseShift({ change, readDrawer, forget, log, ...needs }: CloseNeeds): CloseShift {
  return async (call, id, request) => {
    const name = nameOf(call, `shifts.${id}.close`, request);
    let waiting: readonly Pick<UnreportedMoney, 'id' | 'bookingId'>[] = [];
    const closed = await change(call, {
      id,
      isMade: ({ close }) => close !== null && madeBefore([close], name).length > 0,
      stepFrom: async (seen) => {
        requireOpen(seen);
        const { money, done } = await readDrawer(seen);
        const [noSales, audit] = await Promise.all([needs.countNoSales(id), needs.auditHead()]);
        const at = needs.clock.now();
        const cardMinor = request.cardMinor ?? null;
        const tenders = tenderTotals(seen, money, { CASH: totalOf(request.count), CARD: cardMinor });
        const { userId: actor } = call.actor;
        const { count } = request;
        const close: CloseRecord = { actor, at, count, cardMinor, tenders, noSales, audit, ...name };
        const next: ShiftDraft = { ...seen, status: 'CLOSED', close, money: [...money] };
        waiting = [...money, ...done];
        const fact = { action: 'shift.closed', at, more: toldOf(close, money) } as const;
        return { next, fact: shiftEvent(seen, fact, call.act) };
      },
    });
    await forget(waiting).catch((error: unknown) => {
      // The next close does it: it knows what is in a report by the reports themselves.
      log.warn({ err: error, shiftId: id }, 'what a report has still waits in bookings');
    });
    return closed;
  };
}

function toldOf({ tenders, noSales, audit }: CloseRecord, money: readonly ReportedMoney[]) {
  const byTender = tenders.map(({ tender, expectedMinor, countedMinor, varianceMinor }) => {
    return [tender.toLowerCase(), { expectedMinor, countedMinor, varianceMinor }] as const;
  });
  const late = money.filter((one) => one.late).length;
  return { ...Object.fromEntries(byTender), entries: money.length, late, noSales, auditSeq: audit.seq };
}
