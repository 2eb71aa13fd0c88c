import type { AdjustmentRequest } from '../http/adjustments.ts';
import type { BookingLine } from '../http/bookings.ts';
import { sumMinor } from '../money.ts';
import type { PricedLines } from './prices.ts';

/** Puts prices that staff make in the place of the list's, which are kept beside them; none is above the list's. */
export function adjustLines(
  lines: readonly BookingLine[],
  adjustments: readonly AdjustmentRequest[],
): PricedLines {
  const issues = adjustments.flatMap(({ seat, priceMinor }, index) => {
    const line = lines.find((one) => one.seat === seat);
    if (!line) return [{ path: `adjustments.${index}.seat`, message: 'is not held' }];
    if (priceMinor <= line.priceMinor) return [];
    const message = `is above the list price of ${line.priceMinor}`;
    return [{ path: `adjustments.${index}.priceMinor`, message }];
  });
  if (issues.length > 0) return { ok: false, issues };
  const adjusted = lines.map((line): BookingLine => {
    const wish = adjustments.find(({ seat }) => seat === line.seat);
    if (!wish) return line;
    const { priceMinor, kind, reason } = wish;
    return { ...line, priceMinor, adjustment: { kind, listPriceMinor: line.priceMinor, reason } };
  });
  return { ok: true, lines: adjusted, totalMinor: sumMinor(adjusted.map((line) => line.priceMinor)) };
}
