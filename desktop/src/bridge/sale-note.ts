import { SeatId, ShowtimeId, UserId } from '@foyer/shared/ids';
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
});
export type SaleNote = z.infer<typeof SaleNote>;
