import {
  type PaperEncoding,
  parsePrinterAddress,
  type PrinterAnswer,
  PrinterPlan,
} from '../../../bridge/printer.ts';

export const encodingNames: Readonly<Record<PaperEncoding, string>> = {
  multilingual: 'Many languages',
  cp858: 'Western Europe only',
};

/** The form as it is typed. */
export interface PrinterDraft {
  readonly address: string;
  readonly columns: string;
  readonly encoding: PaperEncoding;
  readonly drawer: 'yes' | 'no';
  readonly house: string;
}

export function draftOf({ address, columns, encoding, hasDrawer, house }: PrinterPlan): PrinterDraft {
  return {
    address: address ?? '',
    columns: String(columns),
    encoding,
    drawer: hasDrawer ? 'yes' : 'no',
    house: house ?? '',
  };
}

/** What is wrong with it, in words; null where it can be kept. */
export function faultOf({ address, columns }: PrinterDraft): string | null {
  if (address.trim() !== '' && parsePrinterAddress(address.trim()) === null)
    return 'The address is not one: write it like 10.0.0.20 or printer.lan:9100.';
  const count = /^\d+$/.test(columns) ? Number(columns) : 0;
  if (count < 32 || count > 64) return 'A line has between 32 and 64 letters.';
  return null;
}

/** Of a draft without a fault. */
export function planOf({ address, columns, encoding, drawer, house }: PrinterDraft): PrinterPlan {
  return PrinterPlan.parse({
    address: address.trim() === '' ? null : address.trim(),
    columns: Number(columns),
    encoding,
    hasDrawer: drawer === 'yes',
    house: house.trim() === '' ? null : house.trim(),
  });
}

/** Why it was not kept. */
export const refusalWords: Readonly<Record<Exclude<PrinterAnswer['kind'], 'kept'>, string>> = {
  'not-allowed': 'Only a manager may change the printer. Nothing was changed.',
  unreachable: 'The server doesn’t answer, and has to say who may change the printer. Nothing was changed.',
  'not-stored': 'This machine could not store it; its disk may be full. Nothing was changed.',
};
