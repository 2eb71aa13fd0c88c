import type { Showtime } from '@foyer/shared/http/catalogue';
import { type LocalDate, localDateOf } from '@foyer/shared/time';
import { useMemo, useState } from 'react';
import { useShowtimes, useUpcomingShowtimes } from '../../data/queries.ts';
import { markShowChosen } from './hall/use-opening-time.ts';

/** The day on screen, its shows and the one that is open. */
export interface Programme {
  readonly date: LocalDate | null;
  readonly today: LocalDate | null;
  readonly timeZone: string;
  readonly showtimes: readonly Showtime[] | undefined;
  readonly error: unknown;
  readonly chosen: Showtime | null;
  readonly onDate: (date: LocalDate) => void;
  readonly choose: (showtime: Showtime) => void;
  /** Opens the show so many places further down the day; stays at its ends. */
  readonly move: (places: number) => void;
  readonly onRetry: () => void;
}

/** `start`: the show to begin with; else the next one. */
export function useProgramme(start: Showtime | null = null): Programme {
  const upcoming = useUpcomingShowtimes();
  const first = upcoming.data?.[0];
  // Until the cinema's own zone is known, this machine's is the best guess.
  const timeZone = first?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const today = upcoming.isPending ? null : localDateOf(new Date(), timeZone);
  const [picked, setPicked] = useState<{ readonly date: LocalDate | null; readonly id: string | null }>(
    () => ({
      date: start && localDateOf(new Date(start.startsAt), start.timeZone),
      id: start?.id ?? null,
    }),
  );
  const date = picked.date ?? (first ? localDateOf(new Date(first.startsAt), timeZone) : today);
  const day = useShowtimes(date);
  const showtimes = useMemo(
    () => day.data && [...day.data].sort((one, other) => one.startsAt.localeCompare(other.startsAt)),
    [day.data],
  );
  const chosen = chosenOf(showtimes, picked.id, first?.id);
  return useMemo(() => {
    const choose = (showtime: Showtime): void => {
      markShowChosen();
      // The show may be of another day than the one on screen: seats in the cart wait for their guest.
      setPicked({ date: localDateOf(new Date(showtime.startsAt), timeZone), id: showtime.id });
    };
    return {
      date,
      today,
      timeZone,
      showtimes,
      error: day.error ?? upcoming.error,
      chosen,
      onDate: (next) => setPicked({ date: next, id: null }),
      choose,
      move: (places) => {
        const at = showtimes?.findIndex((showtime) => showtime.id === chosen?.id) ?? -1;
        const next = at < 0 ? undefined : showtimes?.[at + places];
        if (next) choose(next);
      },
      onRetry: () => {
        void upcoming.refetch();
        void day.refetch();
      },
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the queries' own objects are new at every render; their data is what counts
  }, [date, today, timeZone, showtimes, chosen, day.error, upcoming.error]);
}

/** The picked show, else the next one to start, else the day's first. */
function chosenOf(
  showtimes: readonly Showtime[] | undefined,
  picked: string | null,
  next: string | undefined,
): Showtime | null {
  const byId = (id: string | null | undefined): Showtime | undefined =>
    showtimes?.find((showtime) => showtime.id === id);
  return byId(picked) ?? byId(next) ?? showtimes?.[0] ?? null;
}
