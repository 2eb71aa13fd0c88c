/** Crockford's base32 (https://www.crockford.com/base32.html): nothing in it is misread for something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The characters of these numbers below 32. */
export function charactersOf(numbers: readonly number[]): string {
  return numbers.map((number) => alphabet.charAt(number & 31)).join('');
}

/** The number below 32 that a character stands for. */
export function numberOf(character: string): number {
  return alphabet.indexOf(character);
}

/** As people type it: case, spaces and dashes are free, and O, I and L are taken for what they were meant to be. */
export function plainCode(text: string): string {
  return text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

/**
 * What people may type for a code: as many characters of the alphabet, or of those taken for them, after a prefix. The
 * spaces are named one by one, since not all readers of /openapi.json mean the same by white space.
 */
export function typedCode(length: number, prefix = ''): RegExp {
  const free = String.raw`[ \t\r\n\u00a0-]*`;
  const marks = Array.from(prefix, (mark) => `${free}[${mark}${mark.toLowerCase()}]`).join('');
  return new RegExp(`^${marks}(?:${free}[0-9A-TV-Za-tv-z]){${length}}${free}$`);
}

/** In groups of four, e.g. `7K2M-9QXR`. */
export function groupedCode(code: string): string {
  return code.replaceAll(/(.{4})(?=.)/g, '$1-');
}
