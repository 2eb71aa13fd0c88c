import type { PrinterTrouble } from '../../bridge/paper.ts';

/** DLE EOT asks a printer for a part of its state, and is answered at once with one byte, also while it prints. */
export type StatusQuestion = 'printer' | 'offline-cause' | 'paper';

const numbers: Readonly<Record<StatusQuestion, number>> = { printer: 1, 'offline-cause': 2, paper: 4 };

export function questionBytes(question: StatusQuestion): Buffer {
  return Buffer.from([0x10, 0x04, numbers[question]]);
}

/** Answers to DLE EOT have the bits 0 and 7 off, 1 and 4 on. */
export function isStatusReply(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0010;
}

/** The answer to GS r, which stands in line behind all that was sent before: bits 4 and 7 are off. */
export function isThroughReply(byte: number): boolean {
  return (byte & 0b1001_0000) === 0;
}

export interface StatusReplies {
  readonly printer: number;
  readonly offlineCause: number;
  readonly paper: number;
}

/** What keeps it from printing, the most telling cause first; null where nothing does. Bits as in Epson's reference. */
export function troubleOf({ printer, offlineCause, paper }: StatusReplies): PrinterTrouble | null {
  if (offlineCause & 0x04) return 'cover-open';
  if (paper & 0x60 || offlineCause & 0x20) return 'paper-out';
  return printer & 0x08 || offlineCause & 0x40 ? 'offline' : null;
}
