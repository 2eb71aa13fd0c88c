import { AuditEvent } from '@foyer/shared/audit';
import { Denomination } from '@foyer/shared/http/cash';
import { CounterMoney, MovementKind, TenderTotals } from '@foyer/shared/http/shift-reports';
import { ShiftStatus } from '@foyer/shared/http/shifts';
import { ApprovalId, ShiftId, TillId, UserId } from '@foyer/shared/ids';
import { AmountMinor, Currency } from '@foyer/shared/money';
import { Role } from '@foyer/shared/roles';
import { LocalDate } from '@foyer/shared/time';
import { z } from 'zod';

/** Which request made a thing, so that the same one makes no second. */
const made = { requestHash: z.string(), payloadHash: z.string() };

/** Cash in or out of the drawer without a sale, with who stood there. */
export const MovementRecord = z.object({
  id: z.string(),
  kind: MovementKind,
  amountMinor: AmountMinor,
  reason: z.string().nullable(),
  actor: UserId,
  role: Role,
  /** What allowed it; null where the actor did it alone. */
  approvalId: ApprovalId.nullable(),
  at: z.date(),
  ...made,
});
export type MovementRecord = z.infer<typeof MovementRecord>;

export const CorrectionRecord = z.object({
  id: z.string(),
  note: z.string(),
  actor: UserId,
  at: z.date(),
  ...made,
});
export type CorrectionRecord = z.infer<typeof CorrectionRecord>;

/** Money of a Z report; late where it was begun in an earlier shift. */
export const ReportedMoney = CounterMoney.omit({ at: true }).extend({ at: z.date(), late: z.boolean() });
export type ReportedMoney = z.infer<typeof ReportedMoney>;

/** The end of a shift: who counted what, and what it came to. */
export const CloseRecord = z.object({
  actor: UserId,
  at: z.date(),
  count: z.array(Denomination),
  cardMinor: z.int().nullable(),
  tenders: z.array(TenderTotals),
  noSales: z.int().min(0),
  audit: z.object({ seq: z.int().min(0), hash: z.string().nullable() }),
  ...made,
});
export type CloseRecord = z.infer<typeof CloseRecord>;

/** A shift at a till. It changes by compare-and-set on its version. */
export const ShiftRecord = z.object({
  _id: ShiftId,
  tillId: TillId,
  number: z.int().min(1),
  status: ShiftStatus,
  version: z.int().min(1),
  currency: Currency,
  businessDay: LocalDate,
  floatMinor: AmountMinor,
  /** Null where the float was told as one amount. */
  floatCount: z.array(Denomination).nullable(),
  openedBy: UserId,
  openedAt: z.date(),
  payloadHash: z.string(),
  movements: z.array(MovementRecord),
  close: CloseRecord.nullable(),
  /** The frozen list; the unique index lets no payment and no refund into a second one. */
  money: z.array(ReportedMoney),
  corrections: z.array(CorrectionRecord),
  /** Facts on their way to the audit, in the same write as the state they tell of. */
  outbox: z.array(AuditEvent),
});
export type ShiftRecord = z.infer<typeof ShiftRecord>;

/** A shift without the facts on their way. */
export type ShiftDraft = Omit<ShiftRecord, 'outbox'>;
