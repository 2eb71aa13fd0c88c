import { type CloseRequest, closeShift, type Shift } from '@foyer/shared/http/shifts';
import type { ShiftId } from '@foyer/shared/ids';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../../data/api-problem.ts';
import { useData } from '../../data/data-layer.tsx';
import { shiftLists } from '../../data/shift-queries.ts';
import { useWishKey } from '../../data/use-wish-key.ts';

interface CloseWish {
  readonly shift: Pick<Shift, 'id'>;
  readonly request: CloseRequest;
}

/**
 * Closes a shift, once however often it is sent: the same count after a lost answer goes with the same key. Where it
 * is closed already, by whomever, that is the answer.
 */
export function useCloseShift(onClosed: (id: ShiftId) => void) {
  const { call } = useData();
  const queries = useQueryClient();
  const key = useWishKey();
  return useMutation({
    mutationFn: async (wish: CloseWish) => {
      const { shift, request } = wish;
      const params = { id: shift.id };
      try {
        await call(closeShift, { params, body: request, idempotencyKey: key.keyOf(wish) });
      } catch (error) {
        if (!(error instanceof ApiProblem && error.code === 'shift.state')) throw error;
      }
      return shift.id;
    },
    onSuccess: async (id) => {
      key.done();
      await Promise.all(shiftLists.map((list) => queries.invalidateQueries({ queryKey: [list] })));
      onClosed(id);
    },
  });
}
