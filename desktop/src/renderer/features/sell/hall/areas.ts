import type { Seat } from '@foyer/shared/http/seat-map';
import type { HallOrder } from './hall-order.ts';

/** Seats of one price: all of them, and the rows beside which their name stands. */
export interface Area {
  readonly category: string;
  readonly seats: readonly Seat[];
  readonly rows: { readonly top: number; readonly bottom: number };
}

/** The areas of a hall with several prices, in the order of `categories`; none where one price is for all. */
export function areasOf(order: HallOrder, categories: readonly string[]): readonly Area[] {
  if (categories.length < 2) return [];
  return categories.flatMap((category) => {
    const seats = order.rows.flatMap((row) => row.filter((seat) => seat.category === category));
    const rows = longestRun(order, category);
    return rows ? [{ category, seats, rows }] : [];
  });
}

/** Single wheelchair places of another price make no area of a row. */
function longestRun(order: HallOrder, category: string): Area['rows'] | null {
  let longest: readonly (readonly Seat[])[] = [];
  let run: (readonly Seat[])[] = [];
  for (const row of order.rows) {
    run = mostIn(row) === category ? [...run, row] : [];
    if (run.length > longest.length) longest = run;
  }
  const [first, last] = [longest[0]?.[0], longest.at(-1)?.[0]];
  return first && last ? { top: first.y, bottom: last.y } : null;
}

function mostIn(row: readonly Seat[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { category } of row) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
