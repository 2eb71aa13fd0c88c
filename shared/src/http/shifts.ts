import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { ApprovalId, ShiftId, TillId } from '../ids.ts';
import { AmountMinor, Currency } from '../money.ts';
import { saidInOneLine } from '../text.ts';
import { Instant, LocalDate } from '../time.ts';
import { CashCount, Float } from './cash.ts';
import { pageLimit } from './paging.ts';
import { Correction, Movement, ShiftPerson, TenderTotals, ZReport } from './shift-reports.ts';

const Reason = saidInOneLine(200);

export const ShiftStatus = z.enum(['OPEN', 'CLOSED']);
export type ShiftStatus = z.infer<typeof ShiftStatus>;

/** The span from opening float to counted close of one till's drawer, whoever works at it meanwhile. */
export const Shift = z.object({
  id: ShiftId,
  tillId: TillId,
  /** Counts the shifts of its till without a gap: the number of its Z report. */
  number: z.int().min(1),
  status: ShiftStatus,
  currency: Currency,
  /** The day it belongs to, which ends with the last show and not at midnight. */
  businessDay: LocalDate,
  floatMinor: AmountMinor,
  openedBy: ShiftPerson,
  openedAt: Instant,
  closedBy: ShiftPerson.nullable(),
  closedAt: Instant.nullable(),
  movements: z.array(Movement),
  corrections: z.array(Correction),
});
export type Shift = z.infer<typeof Shift>;

const ShiftReply = z.object({ shift: Shift });
/** `z` from the close on. */
const ClosedReply = ShiftReply.extend({ z: ZReport });
const ShiftParams = z.strictObject({ id: ShiftId });

export const openShift = endpoint({
  method: 'POST',
  path: '/api/shifts',
  summary: 'Opens a shift at the caller’s till with the float that lies in its drawer',
  access: 'shift.run',
  idempotent: true,
  body: z.strictObject({ float: Float }),
  replies: { 201: ShiftReply },
  problems: ['request.unfit', 'till.needed', 'shift.open'],
});

export const getCurrentShift = endpoint({
  method: 'GET',
  path: '/api/shifts/current',
  summary: 'The open shift of the caller’s till, or null',
  access: 'shift.run',
  replies: { 200: z.object({ shift: Shift.nullable() }) },
  problems: [],
});

export const getShift = endpoint({
  method: 'GET',
  path: '/api/shifts/:id',
  summary: 'A shift of the caller’s till, or any for managers, with its Z report once it is closed',
  access: 'shift.run',
  params: ShiftParams,
  replies: { 200: ShiftReply.extend({ z: ZReport.nullable() }) },
  problems: ['shift.not-found'],
});

/** What is said of one movement of cash. */
const amount = z.int().min(1).max(100_000_000);

export const dropCash = endpoint({
  method: 'POST',
  path: '/api/shifts/:id/drops',
  summary: 'Notes cash that was brought from the drawer to the safe',
  access: 'shift.run',
  idempotent: true,
  params: ShiftParams,
  body: z.strictObject({ amountMinor: amount, reason: Reason.optional() }),
  replies: { 200: ShiftReply },
  problems: ['shift.not-found', 'shift.state', 'version.conflict'],
});

export const payOut = endpoint({
  method: 'POST',
  path: '/api/shifts/:id/pay-outs',
  summary: 'Notes cash that was paid from the drawer, for a reason; above a limit it needs an approval',
  access: 'shift.run',
  idempotent: true,
  params: ShiftParams,
  body: z.strictObject({ amountMinor: amount, reason: Reason, approvalId: ApprovalId.optional() }),
  replies: { 200: ShiftReply },
  problems: ['shift.not-found', 'shift.state', 'version.conflict', 'approval.needed', 'approval.unusable'],
});

export const payIn = endpoint({
  method: 'POST',
  path: '/api/shifts/:id/pay-ins',
  summary: 'Notes cash that was put into the drawer beside sales, such as change from the bank',
  access: 'shift.run',
  idempotent: true,
  params: ShiftParams,
  body: z.strictObject({ amountMinor: amount, reason: Reason }),
  replies: { 200: ShiftReply },
  problems: ['shift.not-found', 'shift.state', 'version.conflict'],
});

/** The state of an open shift. Who counts the drawer does not see what should be in it: `tenders` is null then. */
export const XReport = z.object({
  at: Instant,
  tenders: z.array(TenderTotals).nullable(),
  /** How often the drawer was opened without a sale. */
  noSales: z.int().min(0),
});
export type XReport = z.infer<typeof XReport>;

export const getXReport = endpoint({
  method: 'GET',
  path: '/api/shifts/:id/x-report',
  summary: 'What an open shift has taken so far, by tender; without sums for who will count its drawer',
  access: 'shift.run',
  params: ShiftParams,
  replies: { 200: ShiftReply.extend({ x: XReport }) },
  problems: ['shift.not-found', 'shift.state'],
});

export const CloseRequest = z.strictObject({
  /** What lies in the drawer, counted without knowing what should. */
  count: CashCount,
  /** The total of the card terminal by itself, less what it gave back. */
  cardMinor: z.int().min(-100_000_000).max(100_000_000).optional(),
});
export type CloseRequest = z.infer<typeof CloseRequest>;

export const closeShift = endpoint({
  method: 'POST',
  path: '/api/shifts/:id/close',
  summary: 'Ends a shift for good with a count of its drawer, and makes its Z report',
  access: 'shift.run',
  idempotent: true,
  params: ShiftParams,
  body: CloseRequest,
  replies: { 200: ClosedReply },
  problems: ['request.unfit', 'shift.not-found', 'shift.state', 'version.conflict'],
});

export const correctShift = endpoint({
  method: 'POST',
  path: '/api/shifts/:id/corrections',
  summary: 'Adds a note to a closed shift; its figures stay what they are',
  access: 'shift.manage',
  idempotent: true,
  params: ShiftParams,
  body: z.strictObject({ note: saidInOneLine(500) }),
  replies: { 200: ClosedReply },
  problems: ['shift.not-found', 'shift.state', 'version.conflict'],
});

/** When the last one told was opened, in ms since 1970, and its id. */
const Cursor = z.string().regex(/^[0-9]{1,15}\.[A-Za-z0-9_.~-]{1,64}$/, 'is not a cursor');

export const listShifts = endpoint({
  method: 'GET',
  path: '/api/shifts',
  summary: 'Shifts of all tills, newest first, by till and business day',
  access: 'shift.view-all',
  query: z.strictObject({
    till: TillId.optional(),
    /** First business day. */
    from: LocalDate.optional(),
    /** Last business day. */
    to: LocalDate.optional(),
    cursor: Cursor.optional(),
    limit: pageLimit(200),
  }),
  replies: {
    200: z.object({
      /** With the totals of its Z report, or null while it is open. */
      shifts: z.array(Shift.extend({ tenders: z.array(TenderTotals).nullable() })),
      nextCursor: z.string().nullable(),
    }),
  },
  problems: [],
});
