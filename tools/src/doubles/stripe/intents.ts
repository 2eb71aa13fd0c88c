/** PaymentIntents: made, confirmed, cancelled, found. */
import { z } from 'zod';
import { type Intent, newId, nowSeconds, type StripeBooks, type StripeEvent } from './books.ts';
import { findMeans, type Means } from './means.ts';
import { invalid, missing, type Result } from './result.ts';
import { intentView } from './views.ts';

const Expand = z.array(z.string()).default([]);
const Create = z.object({
  amount: z.coerce.number().pipe(z.int()),
  currency: z.string().regex(/^[a-z]{3}$/),
  metadata: z.record(z.string(), z.string()).default({}),
  expand: Expand,
});
const Confirm = z.object({ payment_method: z.string().optional(), expand: Expand });
const Cancel = z.object({ cancellation_reason: z.string().optional(), expand: Expand });
const Retrieve = z.object({ expand: Expand });
const Search = z.object({ query: z.string() });

/** Stripe's smallest charge in euros; the other currencies have about the same. */
const smallestAmount = 50;

export function createIntent(account: string, params: unknown): Result {
  const parsed = Create.safeParse(params);
  if (!parsed.success) return invalid(parsed.error.message, { code: 'parameter_invalid' });
  const { amount, currency, metadata, expand } = parsed.data;
  if (amount < smallestAmount) return invalid('Amount is too small', { code: 'amount_too_small' });
  const id = newId('pi');
  const intent: Intent = {
    id,
    account,
    amount,
    currency,
    status: 'requires_payment_method',
    client_secret: `${id}_secret_${newId('x').slice(2)}`,
    metadata,
    payment_method: null,
    charge: null,
    last_payment_error: null,
    cancellation_reason: null,
    created: nowSeconds(),
  };
  return { status: 200, body: intentView(intent, expand), change: { intents: [intent] } };
}

export function retrieveIntent(books: StripeBooks, account: string, { id, params }: Named): Result {
  const intent = intentOf(books, account, id);
  return intent
    ? { status: 200, body: intentView(intent, Retrieve.parse(params).expand) }
    : missing('payment_intent', id);
}

/** The one query we have a use for: by the payment id in the metadata. */
export function searchIntents(books: StripeBooks, account: string, params: unknown): Result {
  const { query } = Search.parse(params);
  const paymentId = /^metadata\["paymentId"\]:"([^"]*)"$/.exec(query)?.[1];
  if (paymentId === undefined) return invalid('The double searches for metadata["paymentId"] only');
  const found = (books.intentsOf.get(paymentId) ?? []).flatMap((id) => intentOf(books, account, id) ?? []);
  const body = {
    object: 'search_result',
    url: '/v1/payment_intents/search',
    has_more: false,
    next_page: null,
  };
  return { status: 200, body: { ...body, data: found.map((intent) => intentView(intent)) } };
}

export function confirmIntent(books: StripeBooks, account: string, { id, params }: Named): Result {
  const intent = intentOf(books, account, id);
  if (!intent) return missing('payment_intent', id);
  if (!isOpen(intent)) return unexpected(intent);
  const { payment_method: paymentMethod = '', expand } = Confirm.parse(params);
  const means = findMeans(paymentMethod);
  if (!means) return { ...missing('payment_method', paymentMethod), isInvalid: false };
  const due = means.capturesAfterMs;
  const plans = due === undefined ? [] : [{ intentId: id, at: Date.now() + due }];
  const paying: Intent = { ...intent, payment_method: paymentMethod };
  if (means.ends === 'succeeded') {
    const captured = capture(paying, means);
    return { status: 200, body: intentView(captured.intent, expand), change: captured.change, means };
  }
  if (means.ends === 'declined') {
    const declined = decline(paying, means);
    return { ...declined, change: { ...declined.change, plans }, means };
  }
  const waiting: Intent = { ...paying, status: means.ends };
  return { status: 200, body: intentView(waiting, expand), change: { intents: [waiting], plans }, means };
}

export function cancelIntent(books: StripeBooks, account: string, { id, params }: Named): Result {
  const intent = intentOf(books, account, id);
  if (!intent) return missing('payment_intent', id);
  if (!isOpen(intent)) return unexpected(intent);
  const { cancellation_reason: reason = null, expand } = Cancel.parse(params);
  const cancelled: Intent = { ...intent, status: 'canceled', cancellation_reason: reason };
  const events = [eventOf('payment_intent.canceled', cancelled)];
  return { status: 200, body: intentView(cancelled, expand), change: { intents: [cancelled], events } };
}

/** Money moves, and the event that says so, in one change. */
export function capture(intent: Intent, means: Means) {
  const charge = { id: newId('ch'), last4: means.last4 };
  const captured: Intent = { ...intent, status: 'succeeded', charge, last_payment_error: null };
  const event = eventOf('payment_intent.succeeded', captured, means.deliveries);
  return { intent: captured, change: { intents: [captured], events: [event] } };
}

type Named = { readonly id: string; readonly params: unknown };

function decline(intent: Intent, { declineCode = 'generic_decline' }: Means): Result & { change: object } {
  const error = {
    type: 'card_error',
    code: 'card_declined',
    decline_code: declineCode,
    message: 'Your card was declined.',
  };
  const declined: Intent = { ...intent, payment_method: null, last_payment_error: error };
  const events = [eventOf('payment_intent.payment_failed', declined)];
  return {
    status: 402,
    body: { error: { ...error, payment_intent: intentView(declined) } },
    change: { intents: [declined], events },
  };
}

function eventOf(type: string, intent: Intent, deliveries = 1): StripeEvent {
  const { account, created } = { account: intent.account, created: nowSeconds() };
  return { id: newId('evt'), account, type, created, object: intentView(intent), deliveries };
}

function intentOf(books: StripeBooks, account: string, id: string): Intent | undefined {
  const intent = books.intents.get(id);
  return intent?.account === account ? intent : undefined;
}

function isOpen({ status }: Intent): boolean {
  return status === 'requires_payment_method' || status === 'requires_action';
}

function unexpected(intent: Intent): Result {
  const code = 'payment_intent_unexpected_state';
  const result = invalid(`This PaymentIntent has a status of ${intent.status}`, {
    code,
    payment_intent: intentView(intent),
  });
  return { ...result, isInvalid: false };
}
