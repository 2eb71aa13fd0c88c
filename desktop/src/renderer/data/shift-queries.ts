import { getCurrentShift, getShift, getXReport, listShifts } from '@foyer/shared/http/shifts';
import type { ShiftId, TillId } from '@foyer/shared/ids';
import type { LocalDate } from '@foyer/shared/time';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useData } from './data-layer.tsx';

const lookAgainMs = 15_000;

/** Lists that a change of a shift may be seen in. */
export const shiftLists = ['shift', 'shifts', 'shift-report', 'x-report', 'audit'] as const;

/** The open shift of this till, or null; asks nothing where there is no till. */
export function useOpenShift(tillId: TillId | null) {
  const { call } = useData();
  return useQuery({
    queryKey: ['shift', tillId],
    enabled: tillId !== null,
    queryFn: async ({ signal }) => (await call(getCurrentShift, { signal })).shift,
    refetchInterval: lookAgainMs,
  });
}

/** One shift, with its Z report once it is closed. */
export function useShift(id: ShiftId | null) {
  const { call } = useData();
  return useQuery({
    queryKey: ['shift-report', id],
    enabled: id !== null,
    queryFn: async ({ signal }) => (id === null ? null : call(getShift, { params: { id }, signal })),
    staleTime: 5_000,
  });
}

export function useXReport(id: ShiftId) {
  const { call } = useData();
  return useQuery({
    queryKey: ['x-report', id],
    queryFn: ({ signal }) => call(getXReport, { params: { id }, signal }),
    // Each look is one of its own, by its own moment.
    gcTime: 0,
  });
}

export interface ShiftFilter {
  readonly till: TillId | null;
  readonly day: LocalDate | null;
}

/** Shifts of all tills, newest first. */
export function useShifts({ till, day }: ShiftFilter) {
  const { call } = useData();
  return useInfiniteQuery({
    queryKey: ['shifts', till, day],
    queryFn: ({ pageParam, signal }) =>
      call(listShifts, {
        query: {
          ...(till === null ? {} : { till }),
          ...(day === null ? {} : { from: day, to: day }),
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
