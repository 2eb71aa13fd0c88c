/** Refunds of captured intents. */
import { z } from 'zod';
import { newId, nowSeconds, type Refund, type StripeBooks, type StripeEvent } from './books.ts';
import { findMeans } from './means.ts';
import { invalid, missing, type Result } from './result.ts';
import { listView, refundView } from './views.ts';

const Create = z.object({
  payment_intent: z.string(),
  amount: z.coerce.number().pipe(z.int().min(1)).optional(),
  metadata: z.record(z.string(), z.string()).default({}),
});
const List = z.object({ payment_intent: z.string() });

export function createRefund(books: StripeBooks, account: string, params: unknown): Result {
  const parsed = Create.safeParse(params);
  if (!parsed.success) return invalid(parsed.error.message, { code: 'parameter_invalid' });
  const intent = books.intents.get(parsed.data.payment_intent);
  if (intent?.account !== account) return missing('payment_intent', parsed.data.payment_intent);
  if (intent.status !== 'succeeded') return invalid('Nothing was captured', { code: 'charge_not_captured' });
  const earlier = refundsOf(books, intent.id);
  const left = intent.amount - refundedOf(books, intent.id);
  const amount = parsed.data.amount ?? left;
  if (amount > left) return invalid('More than is left', { code: 'charge_already_refunded' });
  const failing = findMeans(intent.payment_method ?? '')?.failingRefunds ?? 0;
  const fails = earlier.filter(({ status }) => status === 'failed').length < failing;
  const refund: Refund = {
    id: newId('re'),
    account,
    payment_intent: intent.id,
    amount,
    currency: intent.currency,
    status: fails ? 'failed' : 'succeeded',
    failure_reason: fails ? 'declined' : null,
    metadata: parsed.data.metadata,
    created: nowSeconds(),
  };
  const events = [eventOf(fails ? 'refund.failed' : 'refund.created', refund)];
  return { status: 200, body: refundView(refund), change: { refunds: [refund], events } };
}

export function retrieveRefund(books: StripeBooks, account: string, id: string): Result {
  const refund = books.refunds.get(id);
  return refund?.account === account ? { status: 200, body: refundView(refund) } : missing('refund', id);
}

export function listRefunds(books: StripeBooks, account: string, params: unknown): Result {
  const parsed = List.safeParse(params);
  if (!parsed.success) return invalid('The double lists refunds of one payment_intent only');
  const found = refundsOf(books, parsed.data.payment_intent).filter((refund) => refund.account === account);
  return { status: 200, body: listView('/v1/refunds', found.toReversed().map(refundView)) };
}

export function refundedOf(books: StripeBooks, intentId: string): number {
  return refundsOf(books, intentId)
    .filter(({ status }) => status === 'succeeded')
    .reduce((sum, { amount }) => sum + amount, 0);
}

function refundsOf(books: StripeBooks, intentId: string): readonly Refund[] {
  return (books.refundsOf.get(intentId) ?? []).flatMap((id) => books.refunds.get(id) ?? []);
}

function eventOf(type: string, refund: Refund): StripeEvent {
  const { account, created } = refund;
  return { id: newId('evt'), account, type, created, object: refundView(refund), deliveries: 1 };
}
