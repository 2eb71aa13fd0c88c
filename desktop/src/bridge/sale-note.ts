import { BookingId, SeatId, ShowtimeId, UserId } from '@foyer/shared/ids';
import { AmountMinor } from '@foyer/shared/money';
import { z } from 'zod';

/** A sale that is being sent: what a program that was killed meanwhile has to find out about. */
export const SaleNote = z.strictObject({
  /** Of the attempt. */
  key: z.string().min(1).max(64),
  person: UserId,
  showtimeId: ShowtimeId,
  seats: z.array(SeatId).min(1).max(200),
  totalMinor: AmountMinor,
  /** Cash that the guest put down, where somebody said how much. */
  givenMinor: AmountMinor.nullable().default(null),
  /** The booking whose money is being collected; null while the sale itself is on its way. */
  bookingId: BookingId.nullable().default(null),
});
export type SaleNote = z.infer<typeof SaleNote>;
