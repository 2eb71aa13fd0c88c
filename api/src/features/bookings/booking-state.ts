import type { BookingStatus } from '@foyer/shared/http/bookings';

/** Every step a booking may take; what is not here cannot happen. */
const steps: Readonly<Record<BookingStatus, readonly BookingStatus[]>> = {
  PENDING: ['BOOKED', 'FAILED', 'CANCELLED', 'EXPIRED'],
  BOOKED: ['BOOKED', 'REFUNDED'],
  EXPIRED: ['BOOKED'],
  FAILED: ['BOOKED'],
  CANCELLED: [],
  REFUNDED: [],
};

/** Whether a booking may go from one status to another. */
export function mayStep(from: BookingStatus, to: BookingStatus): boolean {
  return steps[from].includes(to);
}

/** Whether a booking in this status owns its seats. */
export function claimsSeats(status: BookingStatus): boolean {
  return status === 'PENDING' || status === 'BOOKED';
}
