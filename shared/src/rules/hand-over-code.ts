import { z } from 'zod';
import { charactersOf, groupedCode, numberOf, plainCode, typedCode } from './typed-code.ts';

/** What every code begins with, so that a scanner tells it from a ticket. */
export const handOverPrefix = 'FH';

/** 16 characters of 5 bits. */
export const secretLength = 16;
const partitionLength = 2;

/**
 * What hands a live hold to somebody else: `FH`, two characters for the partition, sixteen for the secret of 80 bits,
 * in groups of four, e.g. `FH0A-7K2M-…`. Read as people type it: case, spaces and dashes are free, and O, I and L are
 * taken for what they were meant to be.
 */
export const HandOverCode = z
  .string()
  .max(64)
  .regex(typedCode(partitionLength + secretLength, handOverPrefix), 'is not a hand-over code')
  .overwrite((text) => groupedCode(plainCode(text)));
export type HandOverCode = z.infer<typeof HandOverCode>;

/** Makes a code from a partition below 1,024 and a secret of 16 numbers below 32. */
export function handOverCodeOf(partition: number, secret: readonly number[]): HandOverCode {
  const numbers = [partition >> 5, partition & 31, ...secret];
  return HandOverCode.parse(handOverPrefix + charactersOf(numbers));
}

/** The partition that a code names. */
export function partitionIn(code: HandOverCode): number {
  const [high = '', low = ''] = plainCode(code).slice(handOverPrefix.length);
  return numberOf(high) * 32 + numberOf(low);
}

/** Whether a scanned or typed text means to be such a code. */
export function looksLikeHandOverCode(text: string): boolean {
  return HandOverCode.safeParse(text).success;
}
