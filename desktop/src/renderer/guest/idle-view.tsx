import type { ReactNode } from 'react';
import type { GuestShow } from '../../bridge/guest.ts';
import { useNow } from '../ui/use-now.ts';
import { clockTime, otherDay } from '../ui/when.ts';

interface IdleViewProps {
  readonly house: string | null;
  readonly shows: readonly GuestShow[];
}

/** For whoever waits: where they are, and what plays next. */
export function IdleView({ house, shows }: IdleViewProps): ReactNode {
  const nowMs = useNow(30_000);
  return (
    <main className="guest guest-idle">
      <h1>{house ?? 'Welcome'}</h1>
      {shows.length > 0 && (
        <section aria-label="Next shows">
          <h2>Next shows</h2>
          <ol>
            {shows.map(({ film, rating, hall, startsAt, timeZone }) => {
              const day = otherDay(startsAt, timeZone, nowMs);
              return (
                <li key={`${film} ${hall} ${startsAt}`}>
                  <span className="guest-start">
                    {day !== null && <span className="guest-day">{day}</span>}
                    <time>{clockTime(startsAt, timeZone)}</time>
                  </span>
                  <strong>{film}</strong>
                  <span className="guest-quiet">
                    {[hall, rating].filter((fact) => fact !== '').join(' · ')}
                  </span>
                </li>
              );
            })}
          </ol>
        </section>
      )}
    </main>
  );
}
