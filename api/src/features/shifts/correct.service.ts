import type { ShiftId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import { madeBefore, nameOf } from '../bookings/idempotency.ts';
import type { ChangeShift, ShiftCall } from './change-shift.ts';
import type { CorrectionRecord, ShiftRecord } from './shift.ts';
import { shiftEvent } from './shift-events.ts';

export type CorrectShift = (
  call: ShiftCall,
  id: ShiftId,
  request: { readonly note: string },
) => Promise<ShiftRecord>;

/** What a manager says about a closed shift beside its figures, which stay. Throws shift.*, version.conflict. */
export function createCorrectShift(needs: {
  readonly change: ChangeShift;
  readonly clock: Clock;
}): CorrectShift {
  return (call, id, request) => {
    const name = nameOf(call, `shifts.${id}.corrections`, request);
    return needs.change(call, {
      id,
      isMade: ({ corrections }) => madeBefore(corrections, name).length > 0,
      stepFrom: (seen) => {
        if (seen.status !== 'CLOSED') throw new AppError('shift.state', { state: seen.status });
        const at = needs.clock.now();
        const { userId: actor } = call.actor;
        const { note } = request;
        const correction: CorrectionRecord = { id: `cor_${name.requestHash}`, note, actor, at, ...name };
        const fact = {
          action: 'shift.corrected',
          part: name.requestHash,
          reason: note,
          at,
          more: {},
        } as const;
        return {
          next: { ...seen, corrections: [...seen.corrections, correction] },
          fact: shiftEvent(seen, fact, call.act),
        };
      },
    });
  };
}
