import type { AuditAction } from '@foyer/shared/audit';
import type { MovementKind } from '@foyer/shared/http/shift-reports';
import type { ApprovalId, ShiftId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import type { Clock } from '../../platform/clock.ts';
import type { Approvals } from '../approvals/use-approval.ts';
import { madeBefore, nameOf } from '../bookings/idempotency.ts';
import type { ChangeShift, ShiftCall } from './change-shift.ts';
import type { MovementRecord, ShiftRecord } from './shift.ts';
import { shiftEvent } from './shift-events.ts';
import { requireOpen } from './shift.policy.ts';

export interface CashNeeds {
  readonly change: ChangeShift;
  readonly approvals: Approvals;
  /** Most that cashiers pay out of one shift's drawer without an approval, over all their pay-outs. */
  readonly payOutLimitMinor: number;
  readonly clock: Clock;
}

export interface MoveRequest {
  readonly amountMinor: number;
  readonly reason?: string | undefined;
  readonly approvalId?: ApprovalId | undefined;
}

export type MoveCash = (call: ShiftCall, id: ShiftId, request: MoveRequest) => Promise<ShiftRecord>;

const actions = {
  DROP: 'shift.dropped',
  PAY_OUT: 'shift.paid-out',
  PAY_IN: 'shift.paid-in',
} as const satisfies Record<MovementKind, AuditAction>;

/**
 * Cash in and out of a drawer beside its sales. No amount is refused for being more than there is: that would tell who
 * counts blind what should be there. Throws shift.*, version.conflict, approval.*, idempotency.mismatch.
 */
export function createMoveCash(kind: MovementKind, { change, approvals, ...needs }: CashNeeds): MoveCash {
  return (call, id, request) => {
    const name = nameOf(call, `shifts.${id}.${kind}`, request);
    return change(call, {
      id,
      isMade: ({ movements }) => madeBefore(movements, name).length > 0,
      stepFrom: async (seen) => {
        requireOpen(seen);
        const { amountMinor, reason = null } = request;
        const approvalId = isAbove(seen)
          ? await approvals.use(call, {
              kind: 'PAY_OUT',
              subject: { amountMinor, currency: seen.currency },
              approvalId: request.approvalId,
              requestHash: name.requestHash,
              limitMinor: needs.payOutLimitMinor,
            })
          : null;
        const at = needs.clock.now();
        const { userId: actor, role } = call.actor;
        const movement: MovementRecord = {
          id: `mov_${name.requestHash}`,
          kind,
          amountMinor,
          reason,
          actor,
          role,
          approvalId,
          at,
          ...name,
        };
        const more = { amountMinor, ...(approvalId ? { approvalId } : {}) };
        const fact = { action: actions[kind], part: name.requestHash, reason, at, more };
        return {
          next: { ...seen, movements: [...seen.movements, movement] },
          fact: shiftEvent(seen, fact, call.act),
        };
      },
    });

    /** Slices are counted together. */
    function isAbove({ movements }: ShiftRecord): boolean {
      if (kind !== 'PAY_OUT') return false;
      const alone = movements.filter(
        ({ kind: moved, role, approvalId }) =>
          moved === 'PAY_OUT' && role === 'CASHIER' && approvalId === null,
      );
      const soFar = sumMinor(alone.map(({ amountMinor }) => amountMinor));
      return soFar + request.amountMinor > needs.payOutLimitMinor;
    }
  };
}
