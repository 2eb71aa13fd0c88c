import { z } from 'zod';

/** How a printer wants its text: `multilingual` switches code pages within a line, `cp858` stays in one. */
export const PaperEncoding = z.enum(['multilingual', 'cp858']);
export type PaperEncoding = z.infer<typeof PaperEncoding>;

export interface PrinterAddress {
  readonly host: string;
  readonly port: number;
}

const usualPort = '9100';

/** A printer in the network as people write it, `host:port` or `host`; null where it is none. */
export function parsePrinterAddress(text: string): PrinterAddress | null {
  const [, host = '', port = usualPort] =
    /^([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535) return null;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** What this till prints on, and what stands at the head of it. */
export const PrinterPlan = z.strictObject({
  /** As `parsePrinterAddress` reads it; null where nothing is printed. */
  address: z
    .string()
    .max(260)
    .refine((text) => parsePrinterAddress(text) !== null)
    .nullable(),
  /** Letters a line. */
  columns: z.int().min(32).max(64),
  encoding: PaperEncoding,
  /** Whether a drawer hangs on the printer. */
  hasDrawer: z.boolean(),
  /** Name of the house. */
  house: z.string().trim().min(1).max(100).nullable(),
});
export type PrinterPlan = z.infer<typeof PrinterPlan>;

export const PrinterField = PrinterPlan.keyof();
export type PrinterField = z.infer<typeof PrinterField>;

/** `fixed` names what the environment has decided: it stands above what is set at the window. */
export const PrinterSettings = z.object({ plan: PrinterPlan, fixed: z.array(PrinterField) });
export type PrinterSettings = z.infer<typeof PrinterSettings>;

export const PrinterAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('kept'), settings: PrinterSettings }),
  /** Who is signed in may not change it. */
  z.object({ kind: z.literal('not-allowed') }),
  /** The server could not be asked who may. */
  z.object({ kind: z.literal('unreachable') }),
  /** This machine could not store it, so it is as it was. */
  z.object({ kind: z.literal('not-stored') }),
]);
export type PrinterAnswer = z.infer<typeof PrinterAnswer>;
