import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Call } from './client.ts';
import { useData } from './data-layer.tsx';

/** One change at the server, after which every list that may show it is asked for anew. */
export function useChange<Wish, Result>(
  lists: readonly string[],
  run: (call: Call, wish: Wish) => Promise<Result>,
  onDone: (result: Result) => void,
) {
  const { call } = useData();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) => run(call, wish),
    onSuccess: async (result) => {
      await Promise.all(lists.map((list) => queries.invalidateQueries({ queryKey: [list] })));
      onDone(result);
    },
  });
}
