/**
 * Texts that people write. Every rule is in a pattern that readers of /openapi.json know in whichever language: no
 * `\p{…}`, and what JavaScript trims spelled out where others count another character as a space.
 */
import { z } from 'zod';

/** Unicode's control characters (Cc). */
const controls = String.raw`\u0000-\u001f\u007f-\u009f`;
const notBlank = new RegExp(String.raw`[^\s\ufeff]`);
const oneLine = new RegExp(`^[^${controls}]*$`);
/** What JavaScript trims and is no control character. */
const blanks = String.raw` \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`;
// Each character fits one part only: a long text that ends wrong is not tried in every split.
const oneLineNotBlank = new RegExp(`^[${blanks}]*[^${blanks}${controls}][^${controls}]*$`);

/** What somebody says, trimmed; never nothing. */
export function said(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1, { error: 'is needed', abort: true })
    .max(maxLength)
    .regex(notBlank, 'is needed');
}

/** The same without line breaks and other control characters. */
export function saidInOneLine(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1, { error: 'is needed', abort: true })
    .max(maxLength)
    .regex(oneLineNotBlank, 'has control characters');
}

/** Anything without control characters, nothing too. */
export function line(maxLength: number) {
  return z.string().max(maxLength).regex(oneLine, 'has control characters');
}

/** Visible ASCII: what programs tell each other in addresses, which must not outgrow a request's head. */
export function visible(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .regex(/^[\u0021-\u007e]+$/, 'has white space or letters beyond ASCII');
}

/** RFC 5321: 64 characters before the @ and 254 in all, in letters that every mail server takes. */
const emailPattern =
  /^(?![^@]{65})(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

export const EmailAddress = z.email({ pattern: emailPattern }).max(254);
export type EmailAddress = z.infer<typeof EmailAddress>;

/** Why something is done, for the audit. */
export const Reason = said(200);
