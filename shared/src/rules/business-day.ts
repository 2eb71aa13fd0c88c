import { instantOf, localDateOf, nextDate, type LocalDate } from '../time.ts';

/** When a show plays, as the rule needs it. */
export interface Playing {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Nothing that starts before this time of the clock belongs to the day that begins with it. */
const morning = '06:00';

/**
 * The business day of an instant in the cinema's zone. It does not end at midnight but with its last show: until then
 * the small hours belong to the evening before. At six in the morning the new day has begun in any case.
 */
export function businessDayOf(instant: Date, shows: readonly Playing[], timeZone: string): LocalDate {
  const date = localDateOf(instant, timeZone);
  const { from, to } = nightBefore(date, timeZone);
  if (instant >= to) return date;
  const evening = shows.filter(({ startsAt }) => startsAt >= from && startsAt < to);
  return evening.some(({ endsAt }) => instant < endsAt) ? nextDate(date, -1) : date;
}

/** The shows that can make an instant belong to the day before start between these two. */
export function nightBefore(date: LocalDate, timeZone: string): { readonly from: Date; readonly to: Date } {
  return {
    from: instantOf(nextDate(date, -1), morning, timeZone),
    to: instantOf(date, morning, timeZone),
  };
}
