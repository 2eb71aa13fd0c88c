import type { AuditAction } from '@foyer/shared/audit';
import { listAuditEntries } from '@foyer/shared/http/audit';
import { getShowtime, listShowtimes } from '@foyer/shared/http/catalogue';
import { getHealth } from '@foyer/shared/http/health';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { getMe } from '@foyer/shared/http/sign-in';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { LocalDate } from '@foyer/shared/time';
import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQueries,
  useQuery,
} from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { bookingsPage } from './bookings-page.ts';
import type { Call } from './client.ts';
import { type Connection, judgeConnection } from './connection.ts';
import { useData } from './data-layer.tsx';
import type { FeedState } from './seat-map-feed.ts';

const healthEveryMs = 3_000;
const availabilityEveryMs = 15_000;
const mapEveryMsWhileBlind = 5_000;

export function useMe() {
  const { call } = useData();
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => call(getMe, { signal }),
    staleTime: Infinity,
    retry: 1,
  });
}

/** What plays from now on, all days: tells the cinema's zone and the days that have shows. */
export function useUpcomingShowtimes() {
  const { call } = useData();
  return useQuery({
    queryKey: ['showtimes', 'upcoming'],
    queryFn: async ({ signal }) => (await call(listShowtimes, { query: {}, signal })).showtimes,
    staleTime: 5 * 60_000,
  });
}

/** What plays on one day of the cinema; a number that is on screen is at most a quarter of a minute old. */
export function useShowtimes(date: LocalDate | null) {
  const { call } = useData();
  return useQuery({
    queryKey: ['showtimes', date],
    enabled: date !== null,
    queryFn: async ({ signal }) =>
      (await call(listShowtimes, { query: date === null ? {} : { date }, signal })).showtimes,
    refetchInterval: availabilityEveryMs,
  });
}

/** One show, whoever asks for it. */
export function showtimeQuery(call: Call, id: ShowtimeId) {
  return queryOptions({
    queryKey: ['showtime', id],
    queryFn: async ({ signal }) => (await call(getShowtime, { params: { id }, signal })).showtime,
  });
}

export function useShowtimesById(ids: readonly ShowtimeId[]) {
  const { call } = useData();
  return useQueries({
    queries: ids.map((id) => ({ ...showtimeQuery(call, id), staleTime: 5 * 60_000 })),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
}

/** Layout and statuses; asked for again and again only while the socket doesn't tell. */
export function useSeatMap(showtimeId: ShowtimeId) {
  const { call } = useData();
  const feed = useFeedState();
  return useQuery({
    queryKey: ['seat-map', showtimeId],
    queryFn: ({ signal }) => call(getSeatMap, { params: { id: showtimeId }, signal }),
    staleTime: 0,
    refetchInterval: feed === 'live' ? false : mapEveryMsWhileBlind,
  });
}

export function useFeedState(): FeedState {
  const { feed } = useData();
  return useSyncExternalStore(feed.subscribe, () => feed.state);
}

/** State of the line to the server, and a way to ask at once. */
export function useConnection(): { readonly connection: Connection; readonly askNow: () => void } {
  const { call } = useData();
  const feed = useFeedState();
  const health = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => call(getHealth, { signal }),
    refetchInterval: healthEveryMs,
    refetchIntervalInBackground: true,
    retry: false,
    staleTime: 0,
  });
  const knowledge = health.isError
    ? ({ kind: 'no-answer' } as const)
    : health.data
      ? ({ kind: 'known', health: health.data } as const)
      : ({ kind: 'unknown' } as const);
  return { connection: judgeConnection(knowledge, feed), askNow: () => void health.refetch() };
}

/** Bookings made on a day: everybody's for those who may see them, else the caller's own. */
export function useBookings(date: LocalDate, everybodys: boolean) {
  const { call } = useData();
  return useInfiniteQuery({
    queryKey: ['bookings', date, everybodys],
    queryFn: ({ pageParam, signal }) => bookingsPage(call, { everybodys, date, cursor: pageParam, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: availabilityEveryMs,
  });
}

const foundPageSize = 200;
const mostFoundPages = 5;

/** The newest bookings of all days, as many as are looked through for one: the API's lists know neither seat nor reference. */
export function useNewestBookings(isWanted: boolean, everybodys: boolean) {
  const { call } = useData();
  const pages = useInfiniteQuery({
    queryKey: ['bookings', 'newest', everybodys],
    enabled: isWanted,
    queryFn: ({ pageParam, signal }) =>
      bookingsPage(call, { everybodys, limit: foundPageSize, cursor: pageParam, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page, all) => (all.length < mostFoundPages ? page.nextCursor : null),
  });
  const { hasNextPage, isFetching, fetchNextPage } = pages;
  useEffect(() => {
    if (isWanted && hasNextPage && !isFetching) void fetchNextPage();
  }, [isWanted, hasNextPage, isFetching, fetchNextPage]);
  return pages;
}

export function useAuditEntries(action: AuditAction | null) {
  const { call } = useData();
  return useInfiniteQuery({
    queryKey: ['audit', action],
    queryFn: ({ pageParam, signal }) =>
      call(listAuditEntries, {
        query: {
          ...(action === null ? {} : { action }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: availabilityEveryMs,
  });
}
