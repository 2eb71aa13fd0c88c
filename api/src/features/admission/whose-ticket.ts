import { UserId, type TillId } from '@foyer/shared/ids';
import type { AdmissionRecord } from '../bookings/booking.ts';

export interface NameLookups {
  readonly people: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly tills: (ids: readonly TillId[]) => Promise<ReadonlyMap<string, string>>;
}

export type WhoseTicket = ReturnType<typeof createWhoseTicket>;

/** Where and by whom somebody was let in, in names. */
export function createWhoseTicket({ people, tills }: NameLookups) {
  /** The place that the door named, or its till's name; null where there is neither. */
  async function placesOf(
    admissions: readonly Pick<AdmissionRecord, 'place' | 'till'>[],
  ): Promise<(admission: Pick<AdmissionRecord, 'place' | 'till'>) => string | null> {
    const unnamed = admissions.flatMap(({ place, till }) => (place === null && till ? [till] : []));
    const names = unnamed.length > 0 ? await tills([...new Set(unnamed)]) : new Map<string, string>();
    return ({ place, till }) => place ?? (till && names.get(till)) ?? null;
  }

  async function told(admission: AdmissionRecord) {
    const userId = UserId.parse(admission.actor.id);
    const [placeOf, names] = await Promise.all([placesOf([admission]), people([userId])]);
    return { where: placeOf(admission), by: { userId, name: names.get(userId) ?? '' } };
  }

  return { placesOf, told };
}
