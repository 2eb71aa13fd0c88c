import type { ApprovalRequest } from '@foyer/shared/http/approvals';
import { SeatId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import { z } from 'zod';
import { ApiProblem } from '../../../data/api-problem.ts';
import type { Cart } from './cart.ts';
import type { CartPrices } from './price-cart.ts';

/** What the sale was refused for and a manager can allow: single seats left over, or prices below the list. */
export type Need =
  | {
      readonly kind: 'ORPHAN';
      /** The seats that would stay alone, and the ones to take instead; empty where the server named none. */
      readonly orphans: readonly SeatId[];
      readonly suggestion: readonly SeatId[];
    }
  | { readonly kind: 'PRICES' };

const OrphanDetails = z.object({
  rule: z.literal('orphan'),
  seats: z.array(SeatId),
  suggestion: z.array(SeatId).default([]),
});

/** The need behind a refusal; null where no manager can help. */
export function needOf(
  refusal: unknown,
  { need, adjustment }: Pick<Cart, 'need' | 'adjustment'>,
): Need | null {
  if (!(refusal instanceof ApiProblem)) return null;
  const orphan = OrphanDetails.safeParse(refusal.details);
  if (refusal.code === 'seats.rule' && orphan.success) {
    const { seats, suggestion } = orphan.data;
    return { kind: 'ORPHAN', orphans: seats, suggestion };
  }
  const wantsManager = refusal.code === 'approval.needed' || refusal.code === 'approval.unusable';
  if (!wantsManager) return null;
  if (need) return need;
  return adjustment ? { kind: 'PRICES' } : { kind: 'ORPHAN', orphans: [], suggestion: [] };
}

/** What a manager is asked for; null where the cart needs nothing. `reason` is for a single seat left over. */
export function requestFor(
  { need, showtime, lines, adjustment }: Cart,
  prices: CartPrices,
  reason: string,
): ApprovalRequest | null {
  if (!showtime || !need) return null;
  if (need.kind === 'ORPHAN') {
    const seats = lines.map(({ seat }) => seat);
    return { kind: 'ORPHAN', subject: { showtimeId: showtime.id, seats }, reason };
  }
  if (!adjustment) return null;
  const seats = [...adjustment.seats];
  const amountMinor = sumMinor(seats.map((seat) => prices.perSeat.get(seat) ?? 0));
  const subject = { showtimeId: showtime.id, seats, amountMinor, currency: showtime.currency };
  return { kind: adjustment.kind, subject, reason: adjustment.reason };
}
