import type { ConfirmRequest } from '@foyer/shared/http/bookings';
import type { Cart } from '../cart/cart.ts';
import type { Tendered } from './tender-plan.ts';

/** What lets a cart be sold that the rules stand against: a manager's approval, or that a manager sells it. */
export type Permission = Pick<ConfirmRequest, 'approvalId' | 'leaveOrphans'>;

/** One attempt to sell; sending it again with the same key can never sell twice. */
export interface Attempt {
  readonly key: string;
  /** Without its payments: cash goes along, a card is asked once the seats are the booking's. */
  readonly request: Omit<ConfirmRequest, 'payments'>;
  readonly tendered: Tendered;
}

/** What is sent to sell the cart; the hold goes along where there is one. */
export function newAttempt(
  { hold, lines, adjustment }: Pick<Cart, 'hold' | 'lines' | 'adjustment'>,
  {
    key,
    tendered,
    permission,
  }: { readonly key: string; readonly tendered: Tendered; readonly permission: Permission },
): Attempt {
  return {
    key,
    tendered,
    request: {
      ...(hold && { holdId: hold.id }),
      lines: [...lines],
      ...(adjustment && {
        adjustments: adjustment.seats.map((seat) => {
          const { kind, priceMinor, reason } = adjustment;
          return { seat, kind, priceMinor, reason };
        }),
      }),
      ...permission,
    },
  };
}
