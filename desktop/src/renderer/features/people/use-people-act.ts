import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Call } from '../../data/client.ts';
import { useData } from '../../data/data-layer.tsx';

/** One change of people, after which every list of them is asked for anew. */
export function usePeopleAct<Wish, Result>(
  run: (call: Call, wish: Wish) => Promise<Result>,
  onDone: (result: Result) => void,
) {
  const { call } = useData();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) => run(call, wish),
    onSuccess: async (result) => {
      await Promise.all(
        ['people', 'invitations', 'audit'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
      onDone(result);
    },
  });
}
