/** What a till has sold without the server, as its journal tells it. */
import { z } from 'zod';
import { SaleId, ShiftId, UserId } from '../ids.ts';
import { AmountMinor } from '../money.ts';
import { visible } from '../text.ts';
import { Instant } from '../time.ts';
import { LineRequest } from './bookings.ts';
import { maxSeatsPerRequest } from './holds.ts';

/** One sale for cash. `saleId` is the till's own and names it for ever. */
export const OfflineSale = z.strictObject({
  saleId: SaleId,
  /** What is printed on the slip: one of the lease's. */
  reference: visible(20),
  lines: z.array(LineRequest).min(1).max(maxSeatsPerRequest),
  paidMinor: AmountMinor,
  /** What the guest handed over. */
  givenMinor: AmountMinor.optional(),
  /** Who sold it, by the journal. */
  soldBy: UserId,
  /** By the till's clock: noted, never trusted. */
  soldAt: Instant,
  /** The till's shift in whose drawer the money is. */
  shiftId: ShiftId.optional(),
});
export type OfflineSale = z.infer<typeof OfflineSale>;

/**
 * Why a sale could not be booked: the lease was given up; its seats are not in the lease, or not any more; what was paid
 * is not what the lease says they cost; lines that name no price; a slip that is not the lease's, or another sale's; the
 * till has sent another sale under this name.
 */
export const ConflictReason = z.enum(['LOST', 'SEATS', 'TOTAL', 'LINES', 'REFERENCE', 'SALE_ID']);
export type ConflictReason = z.infer<typeof ConflictReason>;
