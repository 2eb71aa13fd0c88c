import { Reason } from '@foyer/shared/text';
import { Tender } from '@foyer/shared/http/bookings';
import { RefundId, SeatId } from '@foyer/shared/ids';
import { AmountMinor, Currency } from '@foyer/shared/money';
import { Instant, TimeZone } from '@foyer/shared/time';
import { z } from 'zod';
import { PaperSale } from './paper.ts';

const words = (most: number) => z.string().min(1).max(most);

/** Money of one payment: where it came from, or went back to. */
const PaperMoney = z.strictObject({
  tender: Tender,
  amountMinor: AmountMinor,
  cardLast4: z
    .string()
    .regex(/^\d{4}$/)
    .nullable(),
});
export type PaperMoney = z.infer<typeof PaperMoney>;

const said = {
  seats: z.array(SeatId).max(200),
  back: z.array(PaperMoney).max(20),
  reason: Reason,
  at: Instant,
  cashier: words(100).nullable(),
};

/** What was given back after a sale, for the guest and for the drawer: facts, never mark-up. */
export const PaperRefund = z.strictObject({
  refundId: RefundId,
  reference: words(20),
  film: words(200),
  hall: words(100),
  startsAt: Instant,
  timeZone: TimeZone,
  currency: Currency,
  amountMinor: AmountMinor,
  /** The sale as if it had not been made, and not seats of it. */
  isVoid: z.boolean(),
  ...said,
});
export type PaperRefund = z.infer<typeof PaperRefund>;

/** Seats given for others: the booking as it is then, with the tickets of the new seats alone. */
export const PaperExchange = z.strictObject({
  /** Of the booking; each exchange makes a new one. */
  version: z.int().min(1),
  sale: PaperSale,
  paid: PaperMoney.nullable(),
  ...said,
});
export type PaperExchange = z.infer<typeof PaperExchange>;
