import { z } from 'zod';

/** How many of a list one reply tells. */
export function pageLimit(most: number) {
  return z.coerce.number().int().min(1).max(most).default(50);
}
