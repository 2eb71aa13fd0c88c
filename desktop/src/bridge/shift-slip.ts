import { CashCount } from '@foyer/shared/http/cash';
import { CounterTender, MovementKind, TenderTotals } from '@foyer/shared/http/shift-reports';
import { ShiftId } from '@foyer/shared/ids';
import { AmountMinor, Currency } from '@foyer/shared/money';
import { Instant, LocalDate, TimeZone } from '@foyer/shared/time';
import { z } from 'zod';

const words = (most: number) => z.string().min(1).max(most);
const name = words(100).nullable();
const times = z.int().min(0);

/** Money that a person may want to look up on paper: what went back, and what came too late for its own report. */
const PaperMoneyLine = z.strictObject({
  kind: z.enum(['PAYMENT', 'REFUND']),
  tender: CounterTender,
  amountMinor: AmountMinor,
  reference: words(20),
  late: z.boolean(),
  at: Instant,
});

const shift = {
  shiftId: ShiftId,
  /** Of the shift, which may be another one than this machine's. */
  till: name,
  number: z.int().min(1),
  businessDay: LocalDate,
  currency: Currency,
  timeZone: TimeZone,
  floatMinor: AmountMinor,
  openedBy: name,
  openedAt: Instant,
  movements: z
    .array(
      z.strictObject({
        kind: MovementKind,
        amountMinor: AmountMinor,
        reason: words(200).nullable(),
        by: name,
        at: Instant,
      }),
    )
    .max(1_000),
  noSales: times,
  /** When the drawer was looked at, or counted. */
  at: Instant,
};

/** A report of a shift: facts, never mark-up. X while it is open, Z when it is closed. */
export const PaperShift = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('X'),
    ...shift,
    /** Null for whoever will count the drawer. */
    tenders: z.array(TenderTotals).max(2).nullable(),
  }),
  z.strictObject({
    kind: z.literal('Z'),
    ...shift,
    tenders: z.array(TenderTotals).max(2),
    closedBy: name,
    count: CashCount,
    money: z.array(PaperMoneyLine).max(500),
    /** The newest entry of the audit then. */
    auditSeq: times,
    notes: z.array(z.strictObject({ note: words(500), by: name, at: Instant })).max(100),
  }),
]);
export type PaperShift = z.infer<typeof PaperShift>;

/** `copy` names one wish to print a Z report again, and is null for its first paper. */
export const PaperShiftJob = z.strictObject({ report: PaperShift, copy: z.uuid().nullable() });
export type PaperShiftJob = z.infer<typeof PaperShiftJob>;
