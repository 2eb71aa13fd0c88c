import type { ApprovalRequest } from '@foyer/shared/http/approvals';
import { useEffect } from 'react';
import type { ApprovalAsk } from '../../../data/approval-ask.ts';
import { type OpenAsk, useApprovalAsk } from '../../approvals/use-approval-ask.ts';
import { wares } from './cart.ts';
import type { Sale } from './sale.ts';

export interface CartAsk extends OpenAsk {
  /** Asks for the cart as it is now, and sells it by itself once that is granted. */
  readonly begin: (request: ApprovalRequest, totalMinor: number) => void;
}

/** Asks a manager for the sale in progress, and outlives a look at another screen as the sale does. */
export function useCartAsk(sale: Sale): CartAsk {
  const open = useApprovalAsk();
  const { ask } = open;
  useEffect(() => followSale(sale, ask), [sale, ask]);
  return {
    ...open,
    begin: (request, totalMinor) =>
      ask.ask(request, (approvalId) => sale.checkout.payAgain(totalMinor, { approvalId })),
  };
}

/** An approval is for exactly what was asked: once the cart is another, it is taken back. */
export function followSale(sale: Sale, ask: Pick<ApprovalAsk, 'used' | 'withdraw'>): () => void {
  let before = wares(sale.snapshot());
  let wasOwed = false;
  return sale.subscribe(() => {
    const cart = sale.snapshot();
    const now = wares(cart);
    // From here on the booking carries what was granted.
    if (cart.phase.kind === 'owed' && !wasOwed) ask.used();
    wasOwed = cart.phase.kind === 'owed';
    if (now === before) return;
    before = now;
    if (cart.phase.kind === 'sold') ask.used();
    else ask.withdraw();
  });
}
