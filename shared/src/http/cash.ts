import { z } from 'zod';
import { AmountMinor, sumMinor } from '../money.ts';
import { unfit } from '../problems.ts';

/** So many coins or notes of one value. */
export const Denomination = z.strictObject({
  valueMinor: z.int().min(1).max(10_000_000),
  count: z.int().min(0).max(100_000),
});
export type Denomination = z.infer<typeof Denomination>;

const mostMinor = 100_000_000;

/** Cash by denomination, no value twice. */
export const CashCount = z
  .array(Denomination)
  .min(1)
  .max(40)
  .refine(
    (all) => new Set(all.map(({ valueMinor }) => valueMinor)).size === all.length,
    unfit('names a value twice'),
  )
  .refine((all) => totalOf(all) <= mostMinor, unfit('is more than a drawer holds'));
export type CashCount = z.infer<typeof CashCount>;

/** What a drawer begins with: counted, or as one amount. */
export const Float = z.union([
  z.strictObject({ amountMinor: AmountMinor }),
  z.strictObject({ denominations: CashCount }),
]);
export type Float = z.infer<typeof Float>;

export function totalOf(count: readonly Denomination[]): number {
  return sumMinor(count.map(({ valueMinor, count: pieces }) => valueMinor * pieces));
}
