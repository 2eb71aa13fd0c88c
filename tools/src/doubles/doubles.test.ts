import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { Stripe } from 'stripe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLedger } from './ledger.ts';
import { type RunningStripe, startStripeDouble, startTerminalDouble } from './start-double.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-doubles-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const secret = 'whsec_of_this_test';

function clientOf({ url }: RunningStripe, account = 'sk_test_one'): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(account, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    timeout: 2_000,
  });
}

async function pay(stripe: Stripe, paymentMethod: string, paymentId: string): Promise<Stripe.PaymentIntent> {
  const made = await stripe.paymentIntents.create({
    amount: 1_000,
    currency: 'eur',
    metadata: { paymentId },
  });
  return stripe.paymentIntents.confirm(made.id, { payment_method: paymentMethod });
}

async function until(check: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 8_000;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error('it never came to be');
    await delay(20);
  }
}

test('the Stripe double keeps payments, refunds and keys over kill -9', async () => {
  const first = await startStripeDouble({ dataDir: folder });
  const stripe = clientOf(first);
  const key = { idempotencyKey: 'one' };
  const made = await stripe.paymentIntents.create({ amount: 700, currency: 'eur' }, key);
  const paid = await pay(stripe, 'pm_card_visa', 'pay_1');
  await stripe.refunds.create({ payment_intent: paid.id, amount: 300 });
  const before = await readLedger(first.ledgerUrl);
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  const second = await startStripeDouble({ dataDir: folder });
  expect(await readLedger(second.ledgerUrl)).toEqual(before);
  expect(before.payments).toMatchObject([
    { state: 'OPEN', amountMinor: 700 },
    { state: 'CAPTURED', amountMinor: 1_000, refundedMinor: 300, paymentId: 'pay_1' },
  ]);
  const again = await clientOf(second).paymentIntents.create({ amount: 700, currency: 'eur' }, key);
  expect([again.id, again.lastResponse.headers['idempotent-replayed']]).toEqual([made.id, 'true']);
  await expect(
    clientOf(second).paymentIntents.create({ amount: 701, currency: 'eur' }, key),
  ).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
  await second.stop();
});

test('accounts of the Stripe double do not see each other', async () => {
  const double = await startStripeDouble({ dataDir: folder });
  const paid = await pay(clientOf(double), 'pm_card_visa', 'pay_1');
  const other = clientOf(double, 'sk_test_two');
  await expect(other.paymentIntents.retrieve(paid.id)).rejects.toMatchObject({ code: 'resource_missing' });
  expect((await readLedger(double.ledgerUrl, 'sk_test_two')).payments).toEqual([]);
  await expect(clientOf(double, 'rk_wrong').paymentIntents.retrieve(paid.id)).rejects.toMatchObject({
    type: 'StripeAuthenticationError',
  });
  await double.stop();
});

test('events are signed, and come again until somebody takes them, over kill -9 too', async () => {
  const taken: Stripe.Event[] = [];
  let takes = false;
  const hook = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      const signature = String(request.headers['stripe-signature']);
      const event = new Stripe('sk_test_reads').webhooks.constructEvent(body, signature, secret);
      if (takes) taken.push(event);
      response.writeHead(takes ? 200 : 503).end();
    })();
  }).listen(0, '127.0.0.1');
  await once(hook, 'listening');
  const { port } = hook.address() as AddressInfo;
  const webhook = { url: `http://127.0.0.1:${port}/`, secret };
  const first = await startStripeDouble({ dataDir: folder, webhook });
  await pay(clientOf(first), 'pm_card_visa', 'pay_1');
  await pay(clientOf(first), 'pm_foyer_duplicateWebhooks', 'pay_2');
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  takes = true;
  const second = await startStripeDouble({ dataDir: folder, webhook });
  await until(() => taken.length >= 4);
  const paymentIds = taken.map(
    ({ data }) => (data.object as Stripe.PaymentIntent).metadata['paymentId'] ?? '',
  );
  expect(paymentIds.toSorted((a, b) => a.localeCompare(b))).toEqual(['pay_1', 'pay_2', 'pay_2', 'pay_2']);
  await second.stop();
  hook.close();
});

test('a late yes comes after the no and after the cancellation, over kill -9 too', async () => {
  const first = await startStripeDouble({ dataDir: folder });
  await expect(pay(clientOf(first), 'pm_foyer_lateYes', 'pay_1')).rejects.toMatchObject({
    decline_code: 'generic_decline',
  });
  const id = (await readLedger(first.ledgerUrl)).payments[0]?.providerRef ?? '';
  expect((await clientOf(first).paymentIntents.cancel(id)).status).toBe('canceled');
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  const second = await startStripeDouble({ dataDir: folder });
  await until(async () => (await readLedger(second.ledgerUrl)).payments[0]?.state === 'CAPTURED');
  await second.stop();
});

test('the card terminal double starts with an empty ledger and stops when asked', async () => {
  const terminal = await startTerminalDouble({ dataDir: folder });
  expect(await readLedger(terminal.ledgerUrl)).toEqual({ payments: [], refunds: [] });
  expect(await terminal.stop()).toMatchObject({ code: 0, forced: false });
});
