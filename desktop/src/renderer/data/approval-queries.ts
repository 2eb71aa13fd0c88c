import { listApprovals } from '@foyer/shared/http/approvals';
import type { Booking } from '@foyer/shared/http/bookings';
import { getBooking } from '@foyer/shared/http/booking-flow';
import { listTills } from '@foyer/shared/http/tills';
import type { BookingId, TillId } from '@foyer/shared/ids';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useData } from './data-layer.tsx';

const lookAgainMs = 15_000;
const hourMs = 3_600_000;

/** The newest requests, whatever became of them. */
export function useApprovals() {
  const { call } = useData();
  return useQuery({
    queryKey: ['approvals'],
    queryFn: async ({ signal }) => (await call(listApprovals, { query: {}, signal })).approvals,
    refetchInterval: lookAgainMs,
  });
}

export function useBookingsById(ids: readonly BookingId[]): ReadonlyMap<BookingId, Booking> {
  const { call } = useData();
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['booking', id],
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) =>
        (await call(getBooking, { params: { id }, signal })).booking,
      staleTime: hourMs,
    })),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
}

/** Names of the tills, for those who may know them; empty for others, who do without. */
export function useTillNames(isAllowed: boolean): ReadonlyMap<TillId, string> {
  const { call } = useData();
  const tills = useQuery({
    queryKey: ['till-names'],
    enabled: isAllowed,
    queryFn: async ({ signal }) => (await call(listTills, { signal })).tills,
    staleTime: hourMs,
    retry: false,
  });
  return new Map(tills.data?.map(({ id, name }) => [id, name]));
}
