import type { ReactNode } from 'react';
import type { GuestShow } from '../../bridge/guest.ts';
import { useNow } from '../ui/use-now.ts';
import { showTime } from '../ui/when.ts';

/** Which film, when, and in which hall. */
export function ShowHead({ show }: { readonly show: GuestShow }): ReactNode {
  const { film, rating, hall, startsAt, timeZone } = show;
  return (
    <header className="guest-show">
      <h1>{film}</h1>
      <p>
        <strong>{showTime(startsAt, timeZone, useNow(30_000))}</strong>
        <span>{hall}</span>
        {rating !== '' && <span className="guest-quiet">{rating}</span>}
      </p>
    </header>
  );
}
