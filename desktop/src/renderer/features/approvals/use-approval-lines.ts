import type { Approval } from '@foyer/shared/http/approvals';
import { useBookingsById } from '../../data/approval-queries.ts';
import { useShowtimesById } from '../../data/queries.ts';
import { useNow } from '../../ui/use-now.ts';
import { showTime } from '../../ui/when.ts';
import { lineOf } from './approval-words.ts';

/** Says of each request what exactly it asks for; which show that is comes in as soon as the server has told. */
export function useApprovalLines(approvals: readonly Approval[]): (approval: Approval) => string {
  const now = useNow(30_000);
  const bookings = useBookingsById(
    distinct(approvals.flatMap(({ subject }) => (subject.bookingId ? [subject.bookingId] : []))),
  );
  const showOf = ({ subject }: Approval) =>
    subject.showtimeId ?? (subject.bookingId && bookings.get(subject.bookingId)?.showtimeId);
  const showtimes = useShowtimesById(distinct(approvals.flatMap((approval) => showOf(approval) ?? [])));
  return (approval) => {
    const id = showOf(approval);
    const showtime = id && showtimes.get(id);
    const booking = approval.subject.bookingId && bookings.get(approval.subject.bookingId);
    return lineOf(approval, {
      name: showtime
        ? `${showtime.movie.title}, ${showTime(showtime.startsAt, showtime.timeZone, now)}`
        : null,
      seats: booking ? booking.seats : [],
    });
  };
}

function distinct<Id>(ids: readonly Id[]): readonly Id[] {
  return [...new Set(ids)];
}
