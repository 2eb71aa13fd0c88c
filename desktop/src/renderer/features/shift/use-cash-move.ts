import type { MovementKind } from '@foyer/shared/http/shift-reports';
import { dropCash, payIn, payOut, type Shift } from '@foyer/shared/http/shifts';
import type { ShiftId } from '@foyer/shared/ids';
import { formatMoney } from '@foyer/shared/money';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Call } from '../../data/client.ts';
import { useData } from '../../data/data-layer.tsx';
import { useDevice } from '../../data/device.tsx';
import { shiftLists } from '../../data/shift-queries.ts';
import { type GuardedAct, type GuardedParts, useGuardedAct } from '../approvals/use-guarded-act.ts';
import { movementWords } from './shift-words.ts';

/** Cash that is to go in or out of the drawer of a shift beside its sales. */
export interface MoveWish {
  readonly kind: MovementKind;
  readonly shiftId: ShiftId;
  readonly amountMinor: number;
  readonly currency: string;
  /** Empty where nobody has to say why. */
  readonly reason: string;
}

export interface CashMove {
  readonly act: GuardedAct<MoveWish>;
  /** Fulfilled and not seen yet. */
  readonly done: MoveWish | null;
  readonly begin: (wish: MoveWish) => void;
  readonly read: () => void;
}

/** Notes cash that moves, and opens the drawer for it; a large pay-out asks a manager first. It outlives a look elsewhere. */
export function useCashMove(onMoved: () => void): CashMove {
  const { call } = useData();
  const { bridge } = useDevice();
  const queries = useQueryClient();
  const [done, setDone] = useState<MoveWish | null>(null);
  const read = useCallback(() => setDone(null), []);
  const act = useGuardedAct({
    ...moveWith(call),
    onDone: async (wish: MoveWish, shift: Shift) => {
      queries.setQueryData(['shift', shift.tillId], shift);
      setDone(wish);
      onMoved();
      void bridge.openDrawer();
      await Promise.all(shiftLists.map((list) => queries.invalidateQueries({ queryKey: [list] })));
    },
  });
  return {
    act,
    done,
    begin: (wish) => {
      setDone(null);
      act.begin(wish);
    },
    read,
  };
}

/** Whether something is being asked for or carried out right now. */
export function isMoving({ act: { isPending, guard } }: CashMove): boolean {
  const kind = guard?.state.kind;
  return isPending || kind === 'asking' || kind === 'waiting' || kind === 'granted';
}

/** E.g. `Paid out: €23.50`. */
export function moveName({ kind, amountMinor, currency }: MoveWish): string {
  return `${movementWords[kind]}: ${formatMoney(amountMinor, currency)}`;
}

function moveWith(call: Call): Pick<GuardedParts<MoveWish, Shift>, 'run' | 'requestOf'> {
  return {
    run: async ({ kind, shiftId: id, amountMinor, reason }, { idempotencyKey, approval }) => {
      const params = { id };
      switch (kind) {
        case 'DROP': {
          const body = { amountMinor, ...(reason === '' ? {} : { reason }) };
          return (await call(dropCash, { params, body, idempotencyKey })).shift;
        }
        case 'PAY_IN':
          return (await call(payIn, { params, body: { amountMinor, reason }, idempotencyKey })).shift;
        case 'PAY_OUT': {
          const body = { amountMinor, reason, ...approval };
          return (await call(payOut, { params, body, idempotencyKey })).shift;
        }
      }
    },
    requestOf: ({ amountMinor, currency, reason }) => ({
      kind: 'PAY_OUT',
      subject: { amountMinor, currency },
      reason,
    }),
  };
}
