import { z } from 'zod';
import { charactersOf, groupedCode, plainCode, typedCode } from './typed-code.ts';

/** 12 characters of 5 bits: nobody tries them out in the minutes that a code lives, nor finds one from its hash. */
export const enrolCodeLength = 12;

/** What makes a device a till, once, e.g. `7K2M-9QXR-4TBD`; read as people type it. */
export const EnrolCode = z
  .string()
  .max(64)
  .regex(typedCode(enrolCodeLength), 'is not a till’s code')
  .overwrite((text) => groupedCode(plainCode(text)));
export type EnrolCode = z.infer<typeof EnrolCode>;

/** Makes a code from 12 numbers below 32. */
export function enrolCodeOf(numbers: readonly number[]): EnrolCode {
  return EnrolCode.parse(charactersOf(numbers));
}
