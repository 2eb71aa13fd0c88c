import type { PaperEncoding } from './escpos.ts';
import type { PrinterAddress } from './printer-line.ts';

/** What this till prints on, and what stands at the head of it. */
export interface PaperSettings {
  readonly printer: PrinterAddress | null;
  readonly columns: number;
  readonly encoding: PaperEncoding;
  /** Whether a drawer hangs on the printer. */
  readonly hasDrawer: boolean;
  readonly house: string | null;
}

const usualPort = '9100';

/** Reads the environment; throws one sentence that names the variable which is wrong. */
export function readPaperSettings(env: Readonly<Record<string, string | undefined>>): PaperSettings {
  return {
    printer: readPrinter(env['FOYER_PRINTER'] ?? ''),
    columns: readColumns(env['FOYER_PRINTER_COLUMNS'] ?? '42'),
    encoding: readEncoding(env['FOYER_PRINTER_ENCODING'] ?? 'multilingual'),
    hasDrawer: readSwitch(env['FOYER_DRAWER'] ?? 'off'),
    house: env['FOYER_HOUSE']?.trim().slice(0, 100) || null,
  };
}

function readPrinter(text: string): PrinterAddress | null {
  if (text === '') return null;
  const [, host = '', port = usualPort] =
    /^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535)
    throw new Error('FOYER_PRINTER must be host:port of a network printer, such as 10.0.0.20:9100');
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

function readColumns(text: string): number {
  if (!/^\d{2}$/.test(text) || Number(text) < 32 || Number(text) > 64)
    throw new Error('FOYER_PRINTER_COLUMNS must be a number from 32 to 64');
  return Number(text);
}

function readEncoding(text: string): PaperEncoding {
  if (text !== 'multilingual' && text !== 'cp858')
    throw new Error('FOYER_PRINTER_ENCODING must be multilingual or cp858');
  return text;
}

function readSwitch(text: string): boolean {
  if (text !== 'on' && text !== 'off') throw new Error('FOYER_DRAWER must be on or off');
  return text === 'on';
}
