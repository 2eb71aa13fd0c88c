import { commands, transform } from 'receiptline';
import type { PaperEncoding } from '../../bridge/printer.ts';

export interface Sheet {
  /** Characters a line. */
  readonly columns: number;
  readonly encoding: PaperEncoding;
}

/** ESC p: the drawer on pin 2, 50 ms of current, then 500 ms of rest. */
export const drawerKick = Buffer.from([0x1b, 0x70, 0, 25, 250]);

/** DLE DC4: the same drawer in real time, which a printer obeys although it can print nothing now. */
export const drawerKickAtOnce = Buffer.from([0x10, 0x14, 1, 0, 1]);

/** GS r: answered when all before it is done. */
export const areYouThrough = Buffer.from([0x1d, 0x72, 1]);

/** The printer's own commands for a text of mark-up; the last one (GS r) asks it to say that it is through. */
export function bytesOf(markUp: string, { columns, encoding }: Sheet): Buffer {
  const printer = {
    cpl: columns,
    encoding,
    spacing: true,
    cutting: true,
    command: { ...commands.escpos, qrcode },
  };
  return Buffer.from(transform(markUp, printer), 'latin1');
}

/**
 * The code as data for the printer to draw (GS ( k). As a picture it would be quicker on few printers, and any byte of a
 * picture may be taken for a real-time command, such as the one that opens the drawer.
 */
function qrcode({ data, cell, level }: { data: string; cell: number; level: 'l' | 'm' | 'q' | 'h' }): string {
  const order = (codes: readonly number[], text = ''): string => {
    const length = codes.length + 1 + text.length;
    return String.fromCharCode(0x1d, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, ...codes) + text;
  };
  return [
    order([0x41, 0x32, 0]),
    order([0x43, cell]),
    order([0x45, 0x30 + ['l', 'm', 'q', 'h'].indexOf(level)]),
    order([0x50, 0x30], data),
    order([0x51, 0x30]),
  ].join('');
}
