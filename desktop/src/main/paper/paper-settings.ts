import { type PaperEncoding, parsePrinterAddress, type PrinterPlan } from '../../bridge/printer.ts';

/** What the environment decides about paper; the rest is set at the window. */
export type FixedPaper = Partial<PrinterPlan>;

export const usualPlan: PrinterPlan = {
  address: null,
  columns: 42,
  encoding: 'multilingual',
  hasDrawer: false,
  house: null,
};

/** Reads the environment; throws one sentence that names the variable which is wrong. Empty is not set. */
export function readPaperSettings(env: Readonly<Record<string, string | undefined>>): FixedPaper {
  const read = <Value>(name: string, by: (text: string) => Value): Value | undefined => {
    const text = env[name]?.trim() ?? '';
    return text === '' ? undefined : by(text);
  };
  const found = {
    address: read('FOYER_PRINTER', readAddress),
    columns: read('FOYER_PRINTER_COLUMNS', readColumns),
    encoding: read('FOYER_PRINTER_ENCODING', readEncoding),
    hasDrawer: read('FOYER_DRAWER', readSwitch),
    house: read('FOYER_HOUSE', (text) => text.slice(0, 100)),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function readAddress(text: string): string {
  if (parsePrinterAddress(text) === null)
    throw new Error('FOYER_PRINTER must be host:port of a network printer, such as 10.0.0.20:9100');
  return text;
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
