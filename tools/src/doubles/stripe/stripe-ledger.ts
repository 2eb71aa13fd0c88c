import type { Ledger, LedgerPayment, LedgerRefund } from '../ledger.ts';
import type { Intent, Refund, StripeBooks } from './books.ts';
import { refundedOf } from './refunds.ts';

export function stripeLedger(books: StripeBooks, account: string | null): Ledger {
  const isWanted = (entry: { readonly account: string }) => account === null || entry.account === account;
  return {
    payments: [...books.intents.values()].filter(isWanted).map((intent) => paymentOf(books, intent)),
    refunds: [...books.refunds.values()].filter(isWanted).map((refund) => refundOf(books, refund)),
  };
}

function paymentOf(books: StripeBooks, intent: Intent): LedgerPayment {
  return {
    account: intent.account,
    paymentId: intent.metadata['paymentId'] ?? null,
    bookingId: intent.metadata['bookingId'] ?? null,
    providerRef: intent.id,
    amountMinor: intent.amount,
    currency: intent.currency.toUpperCase(),
    state: stateOf(intent),
    refundedMinor: refundedOf(books, intent.id),
  };
}

function stateOf({ status }: Intent): LedgerPayment['state'] {
  if (status === 'succeeded') return 'CAPTURED';
  return status === 'canceled' ? 'DECLINED' : 'OPEN';
}

function refundOf(books: StripeBooks, refund: Refund): LedgerRefund {
  return {
    account: refund.account,
    refundKey: refund.metadata['refundKey'] ?? null,
    paymentId: books.intents.get(refund.payment_intent)?.metadata['paymentId'] ?? null,
    providerRef: refund.id,
    amountMinor: refund.amount,
    currency: refund.currency.toUpperCase(),
    state: refund.status === 'succeeded' ? 'DONE' : 'FAILED',
  };
}
