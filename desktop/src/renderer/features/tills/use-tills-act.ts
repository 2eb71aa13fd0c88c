import type { Call } from '../../data/client.ts';
import { useChange } from '../../data/use-change.ts';

/** One change of tills, after which the list of them is asked for anew. */
export function useTillsAct<Wish, Result>(
  run: (call: Call, wish: Wish) => Promise<Result>,
  onDone: (result: Result) => void,
) {
  return useChange(['tills', 'audit'], run, onDone);
}
