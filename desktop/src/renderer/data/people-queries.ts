import { listInvitations, listPeople, type Invitation, type RoleFilter } from '@foyer/shared/http/people';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useData } from './data-layer.tsx';

const lookAgainMs = 15_000;
/** More invitations than a house ever has open; a list that goes on is cut here. */
const mostPages = 10;

export function usePeople(role: RoleFilter | null, search: string) {
  const { call } = useData();
  return useInfiniteQuery({
    queryKey: ['people', role, search],
    queryFn: ({ pageParam, signal }) =>
      call(listPeople, {
        query: {
          ...(role === null ? {} : { role }),
          ...(search === '' ? {} : { search }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: lookAgainMs,
  });
}

export function useInvitations() {
  const { call } = useData();
  return useQuery({
    queryKey: ['invitations'],
    queryFn: async ({ signal }): Promise<readonly Invitation[]> => {
      const all: Invitation[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < mostPages; page += 1) {
        const query: { limit: number; cursor?: string } = {
          limit: 100,
          ...(cursor === null ? {} : { cursor }),
        };
        const { invitations, nextCursor } = await call(listInvitations, { query, signal });
        all.push(...invitations);
        if (nextCursor === null) break;
        cursor = nextCursor;
      }
      return all;
    },
    refetchInterval: lookAgainMs,
  });
}
