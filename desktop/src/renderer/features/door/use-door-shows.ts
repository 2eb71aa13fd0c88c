import type { Showtime } from '@foyer/shared/http/catalogue';
import type { ShowtimeId } from '@foyer/shared/ids';
import { type LocalDate, nextDate } from '@foyer/shared/time';
import { useMemo, useState } from 'react';
import { useShowtimes } from '../../data/queries.ts';
import { clockTime } from '../../ui/when.ts';

/** Guests come for the show before until it has run so long. */
const lateMs = 30 * 60_000;
/** Until this time of the clock the evening before is not over: shows that start earlier are part of it. */
const morning = '06:00';

/** The shows that a door may be for: today's, with those past midnight; after midnight last night's, too. The next to start is chosen. */
export function useDoorShows(today: LocalDate, timeZone: string) {
  // Of when the door was opened: no other show is chosen by itself while guests are coming in.
  const [openedMs] = useState(() => Date.now());
  const isNight = clockTime(openedMs, timeZone) < morning;
  const beside = useShowtimes(nextDate(today, isNight ? -1 : 1));
  const day = useShowtimes(today);
  const [picked, setPicked] = useState<ShowtimeId | null>(null);
  const shows = useMemo(() => {
    const isOfNight = ({ startsAt }: Showtime): boolean => clockTime(startsAt, timeZone) < morning;
    const others = (beside.data ?? []).filter((show) => isNight || isOfNight(show));
    return [...others, ...(day.data ?? [])].sort((one, other) => one.startsAt.localeCompare(other.startsAt));
  }, [beside.data, day.data, isNight, timeZone]);
  const chosen = shows.find(({ id }) => id === picked) ?? aboutToStart(shows, openedMs);
  const move = (places: number): boolean => {
    const next = chosen && shows[shows.indexOf(chosen) + places];
    if (next) setPicked(next.id);
    return next !== undefined;
  };
  return { shows, chosen, choose: setPicked, move, isPending: day.isPending, error: day.error };
}

/** The first that is not long under way, else the last of the day. */
export function aboutToStart(shows: readonly Showtime[], nowMs: number): Showtime | undefined {
  return shows.find(({ startsAt }) => Date.parse(startsAt) + lateMs > nowMs) ?? shows.at(-1);
}
