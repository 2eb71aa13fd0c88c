import { listTills } from '@foyer/shared/http/tills';
import { useQuery } from '@tanstack/react-query';
import { useData } from './data-layer.tsx';

const lookAgainMs = 15_000;
const watchMs = 2_000;

/** All tills; looked at more often while somebody is about to enrol one. */
export function useTills(isAwaited: boolean) {
  const { call } = useData();
  return useQuery({
    queryKey: ['tills'],
    queryFn: async ({ signal }) => (await call(listTills, { signal })).tills,
    refetchInterval: isAwaited ? watchMs : lookAgainMs,
  });
}
