/** I5: a seat that is booked in MongoDB can't be locked in its hall. Pure. */
import type { Finding } from './invariants.ts';

export interface BookedSeat {
  readonly seat: string;
  readonly bookingId: string;
}

/** What no script gives a hold on: sold, being paid for, lent to a till. Whose it is the reconciler sees to. */
const neverLocked: ReadonlySet<string> = new Set(['B', 'P', 'E']);

/** `entries` are the fields of the hall's hash. */
export function judgeHall(
  showtimeId: string,
  booked: readonly BookedSeat[],
  entries: ReadonlyMap<string, string>,
): readonly Finding[] {
  return booked.flatMap(({ seat, bookingId }): Finding[] => {
    const [kind = '', owner = ''] = (entries.get(seat) ?? '').split('|');
    if (neverLocked.has(kind)) return [];
    return [
      {
        invariant: 'I5',
        severity: 'BROKEN',
        key: `I5|${showtimeId}|${seat}|${bookingId}`,
        subject: showtimeId,
        message: `seat ${seat} of ${showtimeId} belongs to booking ${bookingId}, and its hall says ${saidOf(kind, owner)}`,
        showtimeId,
        seats: [seat],
        bookings: [bookingId],
      },
    ];
  });
}

function saidOf(kind: string, owner: string): string {
  return kind === 'L' ? `hold ${owner}` : kind || 'nothing';
}
