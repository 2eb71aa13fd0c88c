import type { AdjustmentRequest } from '@foyer/shared/http/adjustments';
import type { ApprovalId, BookingId, SeatId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import { AppError } from '@foyer/shared/problems';
import { isStaff } from '@foyer/shared/roles';
import type { Actor } from '../actor.ts';
import type { ApprovedAction } from '../approvals/use-approval.ts';
import type { BookingDraft } from './booking.ts';

/** What a sale asks for beyond the price list and the rules of the hall. */
export interface Liberties {
  readonly adjustments: readonly AdjustmentRequest[] | undefined;
  readonly leaveOrphans: true | undefined;
  readonly approvalId: ApprovalId | undefined;
}

/** Throws action.forbidden where a customer asks for any of it. */
export function requireNoLiberties(actor: Actor, asked: Liberties): void {
  const asksAny = asked.adjustments ?? asked.leaveOrphans ?? asked.approvalId;
  if (asksAny !== undefined && !isStaff(actor.role)) {
    throw new AppError('action.forbidden', { action: 'approvals.request' });
  }
}

/** Whether the seller means it that single seats stay; an approval without other prices says so, too. */
export function meansOrphans({ adjustments, leaveOrphans, approvalId }: Liberties): boolean {
  return leaveOrphans === true || (approvalId !== undefined && adjustments === undefined);
}

/** What has to be allowed for a choice of seats that leaves single ones. */
export function orphanAction(
  sale: Pick<BookingDraft, '_id' | 'showtimeId'>,
  seats: readonly SeatId[],
  approvalId: ApprovalId | undefined,
): ApprovedAction {
  const subject = { showtimeId: sale.showtimeId, seats: [...seats] };
  return { kind: 'ORPHAN', subject, approvalId, requestHash: requestOf(sale._id) };
}

/** What has to be allowed for the prices of a sale; null where they are the list's. */
export function priceAction(
  { _id, showtimeId, lines, currency }: BookingDraft,
  approvalId: ApprovalId | undefined,
): ApprovedAction | null {
  const adjusted = lines.filter(({ adjustment }) => adjustment !== undefined);
  if (adjusted.length === 0) return null;
  const subject = {
    showtimeId,
    seats: adjusted.map(({ seat }) => seat),
    amountMinor: sumMinor(adjusted.map(({ priceMinor }) => priceMinor)),
    currency,
  };
  const isGift = adjusted.every(({ adjustment }) => adjustment?.kind === 'COMP');
  return { kind: isGift ? 'COMP' : 'PRICE', subject, approvalId, requestHash: requestOf(_id) };
}

/** A booking's id is made of its request: who sells, by which route, with which key. */
function requestOf(id: BookingId): string {
  return id;
}

/** What the audit is told of the prices of a sale that are not the list's, and of what allowed the sale. */
export function libertiesTaken({ lines, approvalId }: BookingDraft): Readonly<Record<string, unknown>> {
  const adjustments = lines.flatMap(({ seat, priceMinor, adjustment }) =>
    adjustment ? [{ seat, priceMinor, ...adjustment }] : [],
  );
  return { ...(adjustments.length > 0 ? { adjustments } : {}), ...(approvalId ? { approvalId } : {}) };
}
