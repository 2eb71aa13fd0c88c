import { z } from 'zod';
import { unfit } from '../problems.ts';

/** What a cashier types to take over a till. */
export const Pin = z.string().regex(/^[0-9]{4,8}$/, 'must be 4 to 8 digits');
export type Pin = z.infer<typeof Pin>;

/** One that may be chosen. */
export const NewPin = Pin.refine((pin) => !isTrivialPin(pin), unfit('is too easy to guess'));

/** Equal steps from digit to digit (0000, 1234, 8642, 7890), or one part again and again (1212, 123123). */
export function isTrivialPin(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  if (new Set(steps).size === 1) return true;
  return [2, 3, 4].some((size) => pin.length >= 2 * size && pin === repeated(pin.slice(0, size), pin.length));
}

function repeated(part: string, length: number): string {
  return part.repeat(length).slice(0, length);
}
