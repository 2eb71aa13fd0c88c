import { AdjustmentKind } from '@foyer/shared/approval-kinds';
import { PaymentStatus, Tender } from '@foyer/shared/http/bookings';
import { ReprintRequest } from '@foyer/shared/http/reprints';
import { BookingId, SeatId } from '@foyer/shared/ids';
import { AmountMinor, Currency } from '@foyer/shared/money';
import { Instant, TimeZone } from '@foyer/shared/time';
import { z } from 'zod';

const words = (most: number) => z.string().min(1).max(most);

const PaperLine = z.strictObject({
  seat: SeatId,
  ticketType: words(80),
  priceMinor: AmountMinor,
  /** Why it costs less than the list says. */
  adjustment: z.strictObject({ kind: AdjustmentKind, listPriceMinor: AmountMinor }).nullable(),
});

/** What a sale's papers say: facts, never mark-up. Till and house are main's own knowledge. */
export const PaperSale = z.strictObject({
  bookingId: BookingId,
  reference: words(20),
  film: words(200),
  hall: words(100),
  startsAt: Instant,
  soldAt: Instant,
  timeZone: TimeZone,
  currency: Currency,
  lines: z.array(PaperLine).min(1).max(200),
  /** The signed text of each seat's code: printable ASCII without spaces. */
  tickets: z.array(z.strictObject({ seat: SeatId, qr: z.string().regex(/^[!-~]{1,300}$/) })).max(200),
  payments: z
    .array(
      z.strictObject({
        tender: Tender,
        status: PaymentStatus,
        amountMinor: AmountMinor,
        cardLast4: z
          .string()
          .regex(/^\d{4}$/)
          .nullable(),
      }),
    )
    .max(20),
  totalMinor: AmountMinor,
  /** Cash that the guest put down, where somebody said how much; jobs of an older version say nothing. */
  givenMinor: AmountMinor.nullable().default(null),
  cashier: words(100).nullable(),
});
export type PaperSale = z.infer<typeof PaperSale>;

/** Why papers are printed again, as the server notes it; it stands on the copies. */
export const ReprintReason = ReprintRequest.shape.reason;

/** Names one wish to print, so that asking twice prints once. */
const WishKey = z.uuid();

export const Reprint = z.strictObject({ sale: PaperSale, reason: ReprintReason, key: WishKey });
export type Reprint = z.infer<typeof Reprint>;

/** What keeps paper from coming out, as far as this machine can tell. */
export const PrinterTrouble = z.enum([
  'unreachable',
  'offline',
  'cover-open',
  'paper-out',
  /** It takes no bytes, or says nothing any more. */
  'slow',
  /** It ended the line in the middle. */
  'hung-up',
  /** This program ended while it was sending. */
  'interrupted',
]);
export type PrinterTrouble = z.infer<typeof PrinterTrouble>;

/** UNSURE: bytes have left and nobody knows what became of them; a person decides, never the program. */
export const PaperJobState = z.enum(['WAITING', 'PRINTING', 'PRINTED', 'UNSURE']);
export type PaperJobState = z.infer<typeof PaperJobState>;

export const PaperKind = z.enum(['SALE', 'REPRINT', 'REFUND', 'EXCHANGE', 'SHIFT', 'TEST']);
export type PaperKind = z.infer<typeof PaperKind>;

export const PaperJobId = z.string().regex(/^[A-Za-z0-9_.~-]{1,120}$/);
export type PaperJobId = z.infer<typeof PaperJobId>;

/** One print run as the window sees it. */
export const PaperJob = z.object({
  id: PaperJobId,
  kind: PaperKind,
  /** Of the booking or of the shift; null for a test page. */
  reference: z.string().nullable(),
  state: PaperJobState,
  trouble: PrinterTrouble.nullable(),
  /** Tried for so long that it now waits for a person to say when. */
  isGivenUp: z.boolean(),
  /** PRINTED by the printer's own word, or only handed over to it. */
  isConfirmed: z.boolean(),
});
export type PaperJob = z.infer<typeof PaperJob>;

/** `printer` is null where this till has none. Oldest job first. */
export const PaperState = z.object({
  printer: z.object({ address: z.string(), hasDrawer: z.boolean() }).nullable(),
  jobs: z.array(PaperJob),
});
export type PaperState = z.infer<typeof PaperState>;
