import { Instant } from '@foyer/shared/time';
import { z } from 'zod';
import {
  type PaperJob,
  PaperJobId,
  PaperJobState,
  PaperKind,
  PaperSale,
  PrinterTrouble,
  ReprintReason,
} from '../../bridge/paper.ts';
import { PaperShift, type PaperShiftJob } from '../../bridge/shift-slip.ts';
import { PaperExchange, PaperRefund } from '../../bridge/slip.ts';

/** What there is to print. */
export const PaperContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('SALE'), sale: PaperSale }),
  z.strictObject({ kind: z.literal('REPRINT'), sale: PaperSale, reason: ReprintReason }),
  z.strictObject({ kind: z.literal('REFUND'), refund: PaperRefund }),
  z.strictObject({ kind: z.literal('EXCHANGE'), exchange: PaperExchange }),
  z.strictObject({ kind: z.literal('SHIFT'), report: PaperShift, isCopy: z.boolean() }),
  z.strictObject({ kind: z.literal('TEST') }),
]);
export type PaperContent = z.infer<typeof PaperContent>;

/** One print run as it is kept on disk. */
export const KeptJob = z.strictObject({
  id: PaperJobId,
  kind: PaperKind,
  reference: z.string().nullable(),
  /** Gone once it is printed: nothing of a guest stays longer than paper needs it. */
  content: PaperContent.nullable(),
  till: z.string().nullable(),
  /** Cash came in and the drawer has not been told to open yet. */
  drawerIsDue: z.boolean(),
  state: PaperJobState,
  trouble: PrinterTrouble.nullable(),
  /** Runs that came to nothing, with nothing sent. */
  tries: z.int().min(0),
  isConfirmed: z.boolean(),
  createdAt: Instant,
});
export type KeptJob = z.infer<typeof KeptJob>;

/** By then somebody has to look; about ten minutes with the pauses between. */
const mostTries = 24;
/** A drawer that opens by itself later, with nobody before it, is an open drawer. */
const kicksWithinMs = 60_000;
/** A guest has gone in without it by now: a restart prints it when somebody says so. */
const staleAfterMs = 30 * 60_000;
/** So long a printed job is known, so that asking for it again prints nothing. */
const printedStaysMs = 24 * 60 * 60_000;

/** A booking's first papers have one name for ever, however often they are asked for. */
export function saleJobId(bookingId: string): string {
  return `${bookingId}.sale`;
}

/** One slip a refund, however often it is asked for. */
export function refundJobId({ refundId }: Pick<PaperRefund, 'refundId'>): string {
  return `${refundId}.refund`;
}

export function exchangeJobId({ sale, version }: Pick<PaperExchange, 'sale' | 'version'>): string {
  return `${sale.bookingId}.${version}.exchange`;
}

/** The first Z report of a shift has one name for ever; a look at an open one is named by its moment. */
export function shiftJobId({ report, copy }: PaperShiftJob): string {
  if (report.kind === 'X') return `${report.shiftId}.${Date.parse(report.at)}.x`;
  return `${copy ?? report.shiftId}.z`;
}

export function newJob(
  id: string,
  content: PaperContent,
  { till, at }: { till: string | null; at: Date },
): KeptJob {
  return {
    id,
    kind: content.kind,
    reference: referenceOf(content),
    content,
    till,
    drawerIsDue: movesCash(content),
    state: 'WAITING',
    trouble: null,
    tries: 0,
    isConfirmed: false,
    createdAt: at.toISOString(),
  };
}

/** What a job of before is taken for: bytes of it may have left, or nobody waits for it any more. */
export function restored(job: KeptJob, now: Date): KeptJob {
  if (job.state === 'PRINTING') return { ...job, state: 'UNSURE', trouble: 'interrupted' };
  const isStale = job.state === 'WAITING' && ageMs(job, now) > staleAfterMs;
  return isStale ? { ...job, tries: mostTries, trouble: null } : job;
}

export function isTriedByItself({ state, tries }: KeptJob): boolean {
  return state === 'WAITING' && tries < mostTries;
}

/** Given up while the printer was away, and somebody may still stand there: worth a try now that it prints. */
export function isRevivable(job: KeptJob, now: Date): boolean {
  return job.state === 'WAITING' && !isTriedByItself(job) && ageMs(job, now) <= staleAfterMs;
}

export function isForgettable(job: KeptJob, now: Date): boolean {
  return job.state === 'PRINTED' && ageMs(job, now) > printedStaysMs;
}

export function opensDrawer(job: KeptJob, now: Date): boolean {
  return job.drawerIsDue && ageMs(job, now) <= kicksWithinMs;
}

/** How long everything waits after so many runs in a row that came to nothing. */
export function pauseMs(failures: number): number {
  return Math.min(30_000, 1_000 * 2 ** Math.min(failures, 5));
}

export function seenByWindow(job: KeptJob): PaperJob {
  const { id, kind, reference, state, trouble, isConfirmed } = job;
  const isGivenUp = state === 'WAITING' && !isTriedByItself(job);
  return { id, kind, reference, state, trouble, isGivenUp, isConfirmed };
}

function referenceOf(content: PaperContent): string | null {
  switch (content.kind) {
    case 'SALE':
    case 'REPRINT':
      return content.sale.reference;
    case 'REFUND':
      return content.refund.reference;
    case 'EXCHANGE':
      return content.exchange.sale.reference;
    case 'SHIFT': {
      const { kind, number, till } = content.report;
      return `${kind} ${number}${till === null ? '' : `, ${till}`}`;
    }
    case 'TEST':
      return null;
  }
}

/** Whether cash goes into the drawer or out of it. */
function movesCash(content: PaperContent): boolean {
  switch (content.kind) {
    case 'SALE':
      return content.sale.payments.some(({ tender, status }) => tender === 'CASH' && status === 'CAPTURED');
    case 'REFUND':
      return content.refund.back.some(({ tender }) => tender === 'CASH');
    case 'EXCHANGE': {
      const { paid, back } = content.exchange;
      return [...(paid ? [paid] : []), ...back].some(({ tender }) => tender === 'CASH');
    }
    case 'REPRINT':
    case 'SHIFT':
    case 'TEST':
      return false;
  }
}

function ageMs({ createdAt }: KeptJob, now: Date): number {
  return now.getTime() - Date.parse(createdAt);
}
