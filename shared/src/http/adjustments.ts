import { z } from 'zod';
import { AdjustmentKind } from '../approval-kinds.ts';
import { SeatId } from '../ids.ts';
import { AmountMinor } from '../money.ts';
import { unfit } from '../problems.ts';
import { Reason } from '../text.ts';
import { maxSeatsPerRequest } from './holds.ts';

/** Why a seat was sold below its list price, which is kept beside. */
export const PriceAdjustment = z.object({
  kind: AdjustmentKind,
  listPriceMinor: AmountMinor,
  reason: z.string(),
});
export type PriceAdjustment = z.infer<typeof PriceAdjustment>;

/** A price that staff make for a seat, at most its list price; COMP gives it away. */
export const AdjustmentRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    seat: SeatId,
    priceMinor: z.int().min(0).max(0, 'is 0 for a seat that is given away'),
    kind: z.literal('COMP'),
    reason: Reason,
  }),
  z.strictObject({ seat: SeatId, priceMinor: AmountMinor, kind: z.literal('PRICE'), reason: Reason }),
]);
export type AdjustmentRequest = z.infer<typeof AdjustmentRequest>;

/** Prices that differ from the list, no seat twice. */
export const Adjustments = z
  .array(AdjustmentRequest)
  .min(1)
  .max(maxSeatsPerRequest)
  .refine((all) => new Set(all.map(({ seat }) => seat)).size === all.length, unfit('names a seat twice'));
