import { SeatId } from '@foyer/shared/ids';
import { HandOverCode } from '@foyer/shared/rules/hand-over-code';
import type { Scan } from './burst.ts';

/** What a code means to the house. */
export type Meaning =
  | { readonly kind: 'ticket'; readonly reference: string; readonly seat: SeatId }
  | { readonly kind: 'reference'; readonly reference: string }
  /** A guest passes their hold on. */
  | { readonly kind: 'hand-over'; readonly code: HandOverCode }
  /** One of ours, of which something is missing. */
  | { readonly kind: 'broken' }
  /** The scanner did not press its last key: settings of scanner and till differ. */
  | { readonly kind: 'unended' }
  | { readonly kind: 'foreign' };

/** `FOYER1:reference:showtime:seat:signature`. The signature is the server's to judge. */
const ticket = /^FOYER1:([2-9A-Z]{4}-[2-9A-Z]{4}):[^:]+:([^:]+):[\w-]{86}$/;
const reference = /^([2-9A-Z]{4})[ -]?([2-9A-Z]{4})$/;
const ours = /^(FOYER1|FH[0-9A-Z]{2}-)/i;

export function readScan({ text, isWhole }: Scan): Meaning {
  const [, of = '', place] = ticket.exec(text.trim()) ?? [];
  const seat = SeatId.safeParse(place);
  if (seat.success) return { kind: 'ticket', reference: of, seat: seat.data };
  const code = HandOverCode.safeParse(text);
  if (code.success) return { kind: 'hand-over', code: code.data };
  if (!isWhole) return { kind: 'unended' };
  return { kind: ours.test(text.trim()) ? 'broken' : 'foreign' };
}

/** What somebody typed; null where it is neither a guest's code nor a reference. */
export function readTyped(text: string): Meaning | null {
  const code = HandOverCode.safeParse(text);
  if (code.success) return { kind: 'hand-over', code: code.data };
  const [, first, second] = reference.exec(text.trim().toUpperCase()) ?? [];
  return first === undefined ? null : { kind: 'reference', reference: `${first}-${second}` };
}
