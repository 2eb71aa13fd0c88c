/**
 * What no line of the log may hold, cut out of the finished line: errors of drivers and providers carry tokens, addresses
 * and documents in their texts, and nobody who writes a line sees all of that.
 */

import { letters, mayHaveRun } from './letter-run.ts';

const mark = '[secret]';

/** Fields whose values are never logged, wherever they stand in a line. */
const fields = 'authorization cookie set-cookie password secret pin tillKey code_verifier codeVerifier '
  .concat('token accessToken refreshToken idToken email name googleSub contact')
  .replaceAll(' ', '|');
const fieldValue = String.raw`"(?:[^"\\]|\\.)*"|\[[^\]]*\]|\{[^}]*\}|-?[\d.]+`;
const namedField = new RegExp(`"(${fields})":(?:${fieldValue})`, 'g');

interface Shape {
  /** A line without any of these can't have it: looking for them costs next to nothing, and most lines have none. */
  readonly signs?: readonly string[];
  /** The same for so many letters of a kind in a row. */
  readonly run?: readonly [kind: Uint8Array, length: number];
  readonly find: RegExp;
  readonly put: string | ((found: string) => string);
}

const digits = '0123456789';
const digitsAndGaps = letters(`${digits} -`);
const urlSafe = letters(`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz${digits}_-`);
const parameters = 'code|state|nonce|token|code_verifier|client_secret|access_token|refresh_token|id_token';

/** What gives itself away by how it looks. */
const shapes: readonly Shape[] = [
  // The key's name stays: it says which index was hit.
  { signs: ['dup key'], find: /dup key: \{[^}]*\}?/g, put: `dup key: ${mark}` },
  { signs: ['://'], find: /:\/\/[^\s/@"\\]+@/g, put: `://${mark}@` },
  { signs: ['earer ', 'asic '], find: /\b(Bearer|Basic) [\w.~+/=-]+/gi, put: `$1 ${mark}` },
  { signs: ['='], find: new RegExp(String.raw`\b(${parameters})=[^&\s"\\]+`, 'gi'), put: `$1=${mark}` },
  {
    signs: ['@', '%40'],
    find: /[\w.!#$&'*+=?^`{|}~%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)*\.[a-z][\w-]*/gi,
    put: mark,
  },
  { signs: ['eyJ'], find: /\beyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*)?/g, put: mark },
  { signs: ['sk_', 'rk_', 'whsec_'], find: /\b(?:sk|rk|whsec)_\w{8,}/g, put: mark },
  { signs: ['FOYER1:'], find: /FOYER1:[^\s"\\]+/g, put: mark },
  // Codes, states, verifiers and refresh tokens of ours: 256 bits and more. No id is as long.
  { run: [urlSafe, 43], find: /(?<![\w-])[\w-]{43,}/g, put: mark },
  {
    run: [digitsAndGaps, 14],
    find: /(?<!\d)(?:\d[ -]?){13,21}\d(?!\d)/g,
    put: (found) => (isAccountNumber(found) ? mark : found),
  },
];

/** A finished line without what it must not hold. */
export function redacted(line: string): string {
  let clean = line.replace(namedField, `"$1":"${mark}"`);
  for (const { signs, run, find, put } of shapes) {
    if (run && !mayHaveRun(clean, ...run)) continue;
    if (signs && !signs.some((sign) => clean.includes(sign))) continue;
    clean = typeof put === 'string' ? clean.replace(find, put) : clean.replace(find, put);
  }
  return clean;
}

/** Google's accounts have 20 digits and more; a card's number ends with the check digit of ISO/IEC 7812. */
function isAccountNumber(text: string): boolean {
  const numbers = text.replaceAll(/\D/g, '').split('').map(Number);
  if (numbers.length >= 20) return true;
  const sum = numbers.reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit : digit * 2;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

const mostCauses = 4;

/** Of an error what helps to find its place: drivers hang commands and documents on it, which stay out. */
export function errorForLog(error: unknown, depth = 0): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, cause } = error as Error & { readonly code?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(cause instanceof Error && depth < mostCauses ? { cause: errorForLog(cause, depth + 1) } : {}),
  };
}
