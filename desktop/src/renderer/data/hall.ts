import type { SeatStatus } from '@foyer/shared/http/seat-map';
import type { ShowtimeId } from '@foyer/shared/ids';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { byFrame } from './by-frame.ts';
import { useData } from './data-layer.tsx';
import { useFeedState, useSeatMap } from './queries.ts';

export type Statuses = Readonly<Record<string, SeatStatus>>;

/** What a hall says of a seat; it names only seats that are not free. */
export function statusOf(statuses: Statuses, seat: string): SeatStatus {
  return statuses[seat] ?? 'AVAILABLE';
}

/** One hall, followed live as long as it is on screen. */
export function useHall(showtimeId: ShowtimeId) {
  const { feed } = useData();
  useEffect(() => feed.watch(showtimeId), [feed, showtimeId]);
  return useHallNow(showtimeId);
}

/** What is known of a hall: its layout from HTTP, its statuses from the socket while that is live, else from HTTP too. */
export function useHallNow(showtimeId: ShowtimeId) {
  const { feed } = useData();
  const map = useSeatMap(showtimeId);
  const feedState = useFeedState();
  const told = useSyncExternalStore(
    useMemo(() => byFrame(feed.subscribe), [feed]),
    () => feed.hall(showtimeId),
  );
  const fetched = map.data;
  const useTold =
    told !== undefined && (feedState === 'live' || isNewer(told, fetched, map.dataUpdatedAt < feed.lostAt));
  return {
    map: fetched,
    statuses: useTold ? told.statuses : fetchedStatuses(fetched),
    error: map.error,
    retry: () => void map.refetch(),
  };
}

interface Point {
  readonly epoch: string;
  readonly seq: number;
}

/** Numbers compare within one epoch only; across two, what came while the line stood is newer than what came before. */
export function isNewer(told: Point, fetched: Point | undefined, wasFetchedBeforeLoss: boolean): boolean {
  if (fetched === undefined) return true;
  return told.epoch === fetched.epoch ? told.seq > fetched.seq : wasFetchedBeforeLoss;
}

const cache = new WeakMap<object, Statuses>();

/** What the map from HTTP says. */
export function fetchedStatuses(
  map: { readonly seats: readonly { readonly id: string; readonly status: SeatStatus }[] } | undefined,
): Statuses {
  if (!map) return {};
  const known = cache.get(map);
  if (known) return known;
  const statuses = Object.fromEntries(map.seats.map((seat) => [seat.id, seat.status]));
  cache.set(map, statuses);
  return statuses;
}
