import { toMinor } from '@foyer/api/features/payments/card-terminal/terminal-amount';
import type { Ledger, LedgerPayment, LedgerRefund } from '../ledger.ts';
import type { Deed, TerminalBooks } from './terminal-books.ts';

/** An abort of a payment that never came leaves a mark without money, which is in no ledger. */
export function terminalLedger(books: TerminalBooks, account: string | null): Ledger {
  const deeds = [...books.deeds.values()].filter(
    (deed) => deed.saleId !== '' && (account === null || deed.poiId === account),
  );
  return {
    payments: deeds.filter(({ originalId }) => originalId === null).map((deed) => paymentOf(books, deed)),
    refunds: deeds.filter(({ originalId }) => originalId !== null).map((deed) => refundOf(books, deed)),
  };
}

const paymentStates = { RUNNING: 'OPEN', SUCCESS: 'CAPTURED', FAILURE: 'DECLINED' } as const;
const refundStates = { RUNNING: 'OPEN', SUCCESS: 'DONE', FAILURE: 'FAILED' } as const;

function paymentOf(books: TerminalBooks, deed: Deed): LedgerPayment {
  const { TransactionID: id, TimeStamp: at } = deed.transaction;
  return {
    account: deed.poiId,
    paymentId: deed.saleId,
    bookingId: null,
    providerRef: `${id}@${at}`,
    amountMinor: toMinor(deed.amount, deed.currency),
    currency: deed.currency,
    state: paymentStates[deed.state],
    refundedMinor: toMinor(books.givenBack(id), deed.currency),
  };
}

function refundOf(books: TerminalBooks, deed: Deed): LedgerRefund {
  const { TransactionID: id, TimeStamp: at } = deed.transaction;
  return {
    account: deed.poiId,
    refundKey: deed.saleId,
    paymentId: books.byTransaction.get(deed.originalId ?? '')?.saleId ?? null,
    providerRef: `${id}@${at}`,
    amountMinor: toMinor(deed.amount, deed.currency),
    currency: deed.currency,
    state: refundStates[deed.state],
  };
}
