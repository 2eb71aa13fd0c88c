/**
 * Text from outside as receiptline's mark-up for exactly that text: whatever has a meaning there goes as its code.
 * Line ends, control characters and invisible ones are gone; what the mark-up's own normalising would turn into a sign
 * with a meaning (U+1FEF becomes a backquote) is turned before it is escaped.
 */
export function printable(outside: string): string {
  return (
    outside
      .normalize('NFC')
      .replace(/\s+/gu, ' ')
      // Marks that stand alone would melt into the last letter of an escape.
      .replace(/[\p{C}\p{M}]/gu, '')
      .replace(/[\u{10000}-\u{10ffff}]/gu, '?')
      .trim()
      .replace(/[^A-Za-z0-9\u0080-\uffff]/g, escape)
  );
}

/** A line of its own that is nothing but this sign. */
export function ruleOf(columns: number): string {
  return escape('-').repeat(columns);
}

function escape(sign: string): string {
  return `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
