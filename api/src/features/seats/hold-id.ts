import { HoldId, ShowtimeId } from '@foyer/shared/ids';
import type { IdSource } from '../../platform/random-ids.ts';

const separator = '~';

/** A new hold's id; it ends with the id of its showtime, so that the hold can be found by its id alone. */
export function newHoldId(ids: IdSource, showtimeId: ShowtimeId): HoldId {
  return HoldId.parse(`${ids.next('h')}${separator}${showtimeId}`);
}

/** The showtime that a hold's id names, or null where it names none. */
export function showtimeOfHold(holdId: HoldId): ShowtimeId | null {
  const at = holdId.indexOf(separator);
  const named = ShowtimeId.safeParse(holdId.slice(at + 1));
  return at > 0 && named.success ? named.data : null;
}
