import type { Admission, Party } from '@foyer/shared/http/admissions';
import type { AdmissionRecord, BookingRecord } from '../bookings/booking.ts';
import { admissionOf } from '../bookings/booking.policy.ts';
import { ticketIdOf } from '../bookings/ticket-signer.ts';
import type { WhoseTicket } from './whose-ticket.ts';

/** Who of a booking is in. */
export function partyOf(booking: BookingRecord): Party {
  const missing = booking.seats.filter((seat) => !admissionOf(booking, seat));
  return { size: booking.seats.length, admitted: booking.seats.length - missing.length, missing };
}

export async function presentAdmission(
  { _id, reference }: BookingRecord,
  admission: AdmissionRecord,
  whose: WhoseTicket,
): Promise<Admission> {
  const { seat, showtimeId, at } = admission;
  const ticketId = ticketIdOf(_id, seat);
  return { ticketId, reference, seat, showtimeId, at: at.toISOString(), ...(await whose.told(admission)) };
}
