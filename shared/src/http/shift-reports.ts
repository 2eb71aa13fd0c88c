import { z } from 'zod';
import { BookingId, ShiftId, UserId } from '../ids.ts';
import { AmountMinor } from '../money.ts';
import { Instant } from '../time.ts';
import { Tender } from './bookings.ts';
import { Denomination } from './cash.ts';

/** Somebody by id; the name is null for a person who is not known any more. */
export const ShiftPerson = z.object({ id: UserId, name: z.string().nullable() });
export type ShiftPerson = z.infer<typeof ShiftPerson>;

/** DROP: to the safe. PAY_OUT: paid from the drawer. PAY_IN: put into it beside sales. */
export const MovementKind = z.enum(['DROP', 'PAY_OUT', 'PAY_IN']);
export type MovementKind = z.infer<typeof MovementKind>;

/** Cash that went in or out of a drawer without a sale. */
export const Movement = z.object({
  id: z.string(),
  kind: MovementKind,
  amountMinor: AmountMinor,
  reason: z.string().nullable(),
  by: ShiftPerson,
  at: Instant,
});
export type Movement = z.infer<typeof Movement>;

/** What a manager says about a closed shift. */
export const Correction = z.object({ id: z.string(), note: z.string(), by: ShiftPerson, at: Instant });
export type Correction = z.infer<typeof Correction>;

/** Tenders that money at a counter comes by. */
export const CounterTender = Tender.extract(['CASH', 'CARD']);
export type CounterTender = z.infer<typeof CounterTender>;

/** Money taken or given back at a till: a payment once it is captured, or a payment's part of a refund. */
export const CounterMoney = z.object({
  id: z.string(),
  kind: z.enum(['PAYMENT', 'REFUND']),
  tender: CounterTender,
  amountMinor: AmountMinor,
  bookingId: BookingId,
  reference: z.string(),
  /** The shift in which it was begun. */
  shiftId: ShiftId,
  at: Instant,
});
export type CounterMoney = z.infer<typeof CounterMoney>;

const count = z.int().min(0);
const sum = z.int().min(0);

/** One tender of a shift: what came, what went back, what should be there and what was counted. */
export const TenderTotals = z.object({
  tender: CounterTender,
  payments: count,
  paymentsMinor: sum,
  refunds: count,
  refundsMinor: sum,
  /** How many of both were begun in an earlier shift and came too late for its report. */
  late: count,
  /** Cash with float and movements; may be below nothing, as where more was dropped than there was. */
  expectedMinor: z.int(),
  /** Null where nobody has counted. */
  countedMinor: z.int().nullable(),
  /** Counted less expected. */
  varianceMinor: z.int().nullable(),
});
export type TenderTotals = z.infer<typeof TenderTotals>;

/** What a shift came to, for good. */
export const ZReport = z.object({
  /** Cash first. */
  tenders: z.array(TenderTotals),
  count: z.array(Denomination),
  dropsMinor: sum,
  payOutsMinor: sum,
  payInsMinor: sum,
  noSales: count,
  /** Every payment and refund that is in the sums; none is in another report. */
  money: z.array(CounterMoney.extend({ late: z.boolean() })),
  /** The newest audit entry then; its hash once entries are chained. */
  audit: z.object({ seq: count, hash: z.string().nullable() }),
});
export type ZReport = z.infer<typeof ZReport>;
