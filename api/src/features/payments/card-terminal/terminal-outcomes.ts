import { createHash } from 'node:crypto';
import type { ChargeOutcome, RefundOutcome } from '../payment.port.ts';
import type { PaymentResponse, Response, TransactionIdentification } from './messages.ts';
import { toMinor } from './terminal-amount.ts';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Ten letters and digits (59 bits) that follow from the id alone, so that any node can ask about the exchange. */
export function serviceIdOf(id: string): string {
  return [...createHash('sha256').update(id).digest().subarray(0, 10)]
    .map((byte) => letters[byte % letters.length])
    .join('');
}

/** Failures that are about this request only: a payment under the same ServiceID may be running or done. */
const notAboutThePayment = new Set(['Busy', 'InProgress', 'NotAllowed', 'MessageFormat']);

export function isAboutThePayment({ ErrorCondition: condition }: Response): boolean {
  return condition === undefined || !notAboutThePayment.has(condition);
}

/** What a terminal's final answer to a payment means. Null where it took another amount than it was asked for. */
export function paymentOutcomeOf(
  { Response: response, POIData: data, PaymentResult: result }: PaymentResponse,
  asked: { readonly amountMinor: number; readonly currency: string },
): ChargeOutcome | null {
  if (response.Result === 'Failure') return { kind: 'DECLINED', reason: reasonOf(response) };
  const authorized = result?.AmountsResp?.AuthorizedAmount;
  const isWhole = authorized === undefined || toMinor(authorized, asked.currency) === asked.amountMinor;
  if (response.Result === 'Partial' || !isWhole) return null;
  return {
    kind: 'CAPTURED',
    providerRef: data ? providerRefOf(data.POITransactionID) : null,
    cardLast4: /(\d{4})$/.exec(result?.PaymentInstrumentData?.CardData?.MaskedPan ?? '')?.[1] ?? null,
  };
}

export function refundOutcomeOf(response: Response): RefundOutcome {
  return response.Result === 'Success' ? { kind: 'DONE' } : { kind: 'FAILED', reason: reasonOf(response) };
}

/** `InsertedCard` becomes `inserted-card`. */
export function reasonOf({ ErrorCondition: condition = 'Refusal' }: Response): string {
  return condition.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

/** A terminal's name for a transaction has two parts; we keep them as one text. */
function providerRefOf({ TransactionID: id, TimeStamp: at }: TransactionIdentification): string {
  return `${id}@${at}`;
}

export function transactionOf(providerRef: string): TransactionIdentification {
  const at = providerRef.lastIndexOf('@');
  return { TransactionID: providerRef.slice(0, at), TimeStamp: providerRef.slice(at + 1) };
}
