import { z } from 'zod';

/** How a scanner that works as a keyboard frames what it reads, and how fast it types. */
export const ScannerFrame = z.object({
  /** What it types before each code; empty where it types nothing. */
  prefix: z.string(),
  /** The key that it presses after each code; null where it presses none. */
  suffix: z.enum(['Enter', 'Tab']).nullable(),
  /** Longest pause between two of its keys. */
  gapMs: z.int(),
});
export type ScannerFrame = z.infer<typeof ScannerFrame>;
