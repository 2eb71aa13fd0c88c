import type { ProviderRefund, RefundOutcome } from '../payment.port.ts';
import type { MoneyCategory } from './terminal-requests.ts';
import { toMinor } from './terminal-amount.ts';
import {
  isAboutThePayment,
  paymentOutcomeOf,
  reasonOf,
  refundOutcomeOf,
  transactionOf,
} from './terminal-outcomes.ts';
import type { Terminal } from './terminal.ts';

const maxAttempts = 10;

/**
 * Sends money back, or says what became of it. The first attempt reverses the payment; where the terminal does not
 * allow that any more (the day is closed), the next pays back with reference to it. The terminal's own memory of the
 * attempts, which follow from the refund's key, is read first: nothing that stands is sent again.
 */
export async function sendTerminalRefund(
  terminal: Terminal,
  refund: ProviderRefund,
  now: Date,
): Promise<RefundOutcome> {
  const providerRef = refund.providerRef ?? (await askProviderRef(terminal, refund));
  if (typeof providerRef !== 'string') return providerRef;
  const original = { refundKey: refund.refundKey, transaction: transactionOf(providerRef), at: now };
  let category: MoneyCategory = 'Reversal';
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const id = attemptId(refund, attempt);
    const known = await terminal.ask(category, id);
    if (known.kind === 'RUNNING' || known.kind === 'SILENT') return { kind: 'UNKNOWN' };
    if (known.kind === 'FINAL') {
      const { Response: response } = known.payment;
      if (response.Result === 'Success') return { kind: 'DONE' };
      if (reasonOf(response) === 'not-allowed') category = 'Payment';
      continue;
    }
    if (category === 'Reversal') {
      // A reversal that was not allowed leaves no trace at the terminal; what was paid back in its place does.
      const instead = await terminal.ask('Payment', attemptId(refund, attempt + 1));
      if (instead.kind === 'RUNNING' || instead.kind === 'SILENT') return { kind: 'UNKNOWN' };
      if (instead.kind === 'FINAL') {
        category = 'Payment';
        continue;
      }
    }
    const heard = await (category === 'Reversal'
      ? terminal.reverse(id, refund, original)
      : terminal.payBack(id, refund, original));
    if (heard.kind === 'SILENT') return { kind: 'UNKNOWN' };
    const { Response: response } = heard.payment;
    const isTooLate = category === 'Reversal' && response.ErrorCondition === 'NotAllowed';
    if (!isTooLate) return isAboutThePayment(response) ? refundOutcomeOf(response) : { kind: 'UNKNOWN' };
    category = 'Payment';
  }
  return { kind: 'FAILED', reason: 'too-many-attempts' };
}

function attemptId({ refundKey }: ProviderRefund, attempt: number): string {
  return attempt === 0 ? refundKey : `${refundKey}:${attempt}`;
}

/** Where nobody noted what the terminal called the payment, it may still remember. */
async function askProviderRef(
  terminal: Terminal,
  { paymentId, currency }: ProviderRefund,
): Promise<string | RefundOutcome> {
  const known = await terminal.ask('Payment', paymentId);
  if (known.kind === 'NOT_FOUND') return { kind: 'FAILED', reason: 'not-found' };
  if (known.kind !== 'FINAL') return { kind: 'UNKNOWN' };
  const amount = known.payment.PaymentResult?.AmountsResp?.AuthorizedAmount ?? 0;
  const outcome = paymentOutcomeOf(known.payment, { amountMinor: toMinor(amount, currency), currency });
  const providerRef = outcome?.kind === 'CAPTURED' ? outcome.providerRef : null;
  return providerRef ?? { kind: 'FAILED', reason: 'not-found' };
}
