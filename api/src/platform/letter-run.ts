/**
 * Whether a text may have so many letters of one kind in a row: a look at a few places, where a regular expression would
 * go through all. Letters beyond ASCII may be taken for some of it, so true means: look closer.
 */
export function mayHaveRun(text: string, kind: Uint8Array, length: number): boolean {
  let end = length - 1;
  while (end < text.length) {
    let at = end;
    const before = end - length;
    while (at > before && kind[text.charCodeAt(at) & 127] === 1) at -= 1;
    if (at === before) return true;
    // No run can reach over the letter at `at`.
    end = at + length;
  }
  return false;
}

/** The kind that has these ASCII letters. */
export function letters(which: string): Uint8Array {
  const kind = new Uint8Array(128);
  for (const letter of which) kind[letter.charCodeAt(0)] = 1;
  return kind;
}
