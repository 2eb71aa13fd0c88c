import type { ShiftId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { Actor } from '../actor.ts';
import type { ActContext } from '../seats/seats.ts';
import type { ShiftRecord } from './shift.ts';
import type { ShiftRepository, ShiftStep } from './shift.repository.ts';
import { requireShiftOf } from './shift.policy.ts';

/** Who acts upon a shift, under which request and key. */
export interface ShiftCall {
  readonly actor: Actor;
  readonly act: ActContext;
  readonly idempotencyKey: string;
}

export interface ShiftChange {
  readonly id: ShiftId;
  /** Whether this very request has changed the shift before. Throws idempotency.mismatch. */
  readonly isMade: (seen: ShiftRecord) => boolean;
  /** The next state, asked anew for each try. Throws where the step is refused. */
  readonly stepFrom: (seen: ShiftRecord) => ShiftStep | Promise<ShiftStep>;
}

export interface ChangeNeeds {
  readonly repository: Pick<ShiftRepository, 'read' | 'save'>;
  /** A fact waits in the outbox. */
  readonly onSaved: () => void;
}

export type ChangeShift = (call: Pick<ShiftCall, 'actor'>, change: ShiftChange) => Promise<ShiftRecord>;

const attempts = 6;

/** One compare-and-set, tried again where somebody else was first. Throws shift.not-found, version.conflict. */
export function createChangeShift({ repository, onSaved }: ChangeNeeds): ChangeShift {
  return async ({ actor }, { id, isMade, stepFrom }) => {
    for (let turn = 0; turn < attempts; turn += 1) {
      const seen = requireShiftOf(actor, await repository.read(id));
      if (isMade(seen)) return seen;
      const saved = await repository.save(seen, await stepFrom(seen));
      if (!saved) continue;
      onSaved();
      return saved;
    }
    throw new AppError('version.conflict', { state: 'changed by somebody else' });
  };
}
