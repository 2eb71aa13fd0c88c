import type { Call } from '../../data/client.ts';
import { useChange } from '../../data/use-change.ts';

/** One change of people, after which every list of them is asked for anew. */
export function usePeopleAct<Wish, Result>(
  run: (call: Call, wish: Wish) => Promise<Result>,
  onDone: (result: Result) => void,
) {
  return useChange(['people', 'invitations', 'audit'], run, onDone);
}
