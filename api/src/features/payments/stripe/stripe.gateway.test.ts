import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../../../test/harness/eventually.ts';
import {
  chargeFor,
  MovableClock,
  ownStripe,
  refundOf,
  stripeGateway,
} from '../../../../test/harness/payment-doubles.ts';
import type { Charge } from '../payment.port.ts';
import type { StripeGateway } from './stripe.gateway.ts';

let double: Awaited<ReturnType<typeof ownStripe>>;
let clock: MovableClock;
let account: string;
let gateway: StripeGateway;
beforeAll(async () => {
  double = await ownStripe();
});
afterAll(() => double.remove());
beforeEach(() => {
  clock = new MovableClock();
  ({ account, gateway } = stripeGateway(double.running.url, clock));
});

const hourMs = 3_600_000;
const charge = (token: string | null, more: Partial<Charge> = {}) => chargeFor(clock, { token, ...more });

async function moneyOf({ paymentId }: Charge): Promise<number> {
  const { payments } = await double.ledger(account);
  return payments
    .filter((payment) => payment.paymentId === paymentId && payment.state === 'CAPTURED')
    .reduce((sum, payment) => sum + payment.amountMinor - payment.refundedMinor, 0);
}

describe('a charge', () => {
  test('captures and says which card paid', async () => {
    const visa = charge('pm_card_visa');
    const outcome = await gateway.charge(visa);
    expect(outcome).toEqual({
      kind: 'CAPTURED',
      providerRef: expect.stringMatching(/^pi_/) as string,
      cardLast4: '4242',
    });
    expect((await double.ledger(account)).payments).toMatchObject([
      { paymentId: visa.paymentId, bookingId: visa.bookingId, amountMinor: 2_450, currency: 'EUR' },
    ]);
  });

  test('sent twice, also at the same moment, moves money once', async () => {
    const visa = charge('pm_card_visa');
    const both = await Promise.all([gateway.charge(visa), gateway.charge(visa)]);
    expect(both.map(({ kind }) => kind)).toContain('CAPTURED');
    expect((await gateway.charge(visa)).kind).toBe('CAPTURED');
    expect((await double.ledger(account)).payments).toHaveLength(1);
    expect(await moneyOf(visa)).toBe(2_450);
  });

  test('that is declined can never capture any more', async () => {
    const refused = charge('pm_card_chargeDeclined');
    const declined = { kind: 'DECLINED', reason: 'generic_decline' };
    expect(await gateway.charge(refused)).toEqual(declined);
    expect((await double.ledger(account)).payments).toMatchObject([{ state: 'DECLINED' }]);
    expect(await gateway.charge(refused)).toEqual(declined);
    expect(await gateway.charge({ ...refused, token: 'pm_card_visa' })).toMatchObject({ kind: 'DECLINED' });
    expect(await moneyOf(refused)).toBe(0);
  });

  test('with means or an amount that Stripe does not take is declined', async () => {
    expect(await gateway.charge(charge('pm_nobody_knows'))).toEqual({
      kind: 'DECLINED',
      reason: 'resource_missing',
    });
    expect(await gateway.charge(charge('pm_card_visa', { amountMinor: 10 }))).toEqual({
      kind: 'DECLINED',
      reason: 'amount_too_small',
    });
  });

  test('without means waits for the payer on their own device', async () => {
    const open = charge(null);
    const outcome = await gateway.charge(open);
    expect(outcome).toMatchObject({
      kind: 'UNKNOWN',
      clientSecret: expect.stringMatching(/^pi_.*_secret_/) as string,
    });
    expect(await gateway.charge(charge('pm_card_authenticationRequired'))).toMatchObject({ kind: 'UNKNOWN' });
  });

  test('that Stripe works on is unknown until Stripe says', async () => {
    const slow = charge('pm_foyer_processing');
    expect(await gateway.charge(slow)).toEqual({ kind: 'UNKNOWN' });
    expect(await gateway.close(slow)).toEqual({ kind: 'UNKNOWN' });
    await eventually(async () => expect((await gateway.lookUp(slow)).kind).toBe('CAPTURED'));
  });

  test('to a Stripe that nobody can reach is unknown, and throws nothing', async () => {
    const { gateway: elsewhere } = stripeGateway('http://127.0.0.1:1', clock, 100);
    expect(await elsewhere.charge(charge('pm_card_visa'))).toEqual({ kind: 'UNKNOWN' });
    expect(await elsewhere.close(charge('pm_card_visa'))).toEqual({ kind: 'UNKNOWN' });
  });
});

describe('silence', () => {
  test('after the money moved is unknown, and looking it up tells the truth', async () => {
    const silent = charge('pm_foyer_silent');
    await double.order('behaviour', { on: 'confirm', fault: 'silent', account, times: 2 });
    expect(await gateway.charge(silent)).toEqual({ kind: 'UNKNOWN' });
    // Whoever asks later does not know the token any more.
    const asked = { ...silent, token: null };
    expect(await gateway.lookUp(asked)).toMatchObject({ kind: 'CAPTURED', cardLast4: '4242' });
    expect(await gateway.close(asked)).toMatchObject({ kind: 'CAPTURED' });
    expect(await moneyOf(silent)).toBe(2_450);
  });

  test('before anything happened, once closed, never becomes money', async () => {
    const lost = charge('pm_card_visa');
    await double.order('behaviour', { on: 'confirm', fault: 'lost', account, times: 2 });
    expect(await gateway.charge(lost)).toEqual({ kind: 'UNKNOWN' });
    expect(await gateway.lookUp({ ...lost, token: null })).toMatchObject({ kind: 'UNKNOWN' });
    expect(await gateway.close({ ...lost, token: null })).toEqual({ kind: 'DECLINED', reason: 'abandoned' });
    expect(await gateway.charge(lost)).toMatchObject({ kind: 'DECLINED' });
    expect(await moneyOf(lost)).toBe(0);
  });

  test('to the closing itself leaves it unknown', async () => {
    const open = charge(null);
    await gateway.charge(open);
    await double.order('behaviour', { on: 'cancel', fault: 'lost', account, times: 2 });
    expect(await gateway.close(open)).toEqual({ kind: 'UNKNOWN' });
    expect(await gateway.close(open)).toMatchObject({ kind: 'DECLINED' });
  });

  test('of an attempt that never was: closing it first makes a later charge a no', async () => {
    const never = charge('pm_card_visa');
    expect(await gateway.close(never)).toMatchObject({ kind: 'DECLINED' });
    expect(await gateway.charge(never)).toMatchObject({ kind: 'DECLINED' });
    expect(await moneyOf(never)).toBe(0);
  });

  test('ends with kill -9 in mid-payment: the double keeps what it did, and says so after its restart', async () => {
    const silent = charge('pm_card_visa');
    const processing = charge('pm_foyer_processing');
    await gateway.charge(processing);
    await double.order('behaviour', { on: 'confirm', fault: 'silent', account, times: 2 });
    const waiting = gateway.charge(silent);
    await eventually(async () => expect(await moneyOf(silent)).toBe(2_450));
    await double.kill();
    expect(await waiting).toEqual({ kind: 'UNKNOWN' });
    expect(await gateway.lookUp(silent)).toEqual({ kind: 'UNKNOWN' });
    await double.restart();
    expect(await gateway.lookUp(silent)).toMatchObject({ kind: 'CAPTURED' });
    expect((await gateway.charge(silent)).kind).toBe('CAPTURED');
    await eventually(async () => expect((await gateway.lookUp(processing)).kind).toBe('CAPTURED'));
    expect([await moneyOf(silent), await moneyOf(processing)]).toEqual([2_450, 2_450]);
  });
});

describe('a day later, when Stripe has forgotten the key', () => {
  test('a payment is found by its id, with and without its name at Stripe', async () => {
    const visa = charge('pm_card_visa');
    const captured = await gateway.charge(visa);
    clock.addedMs = 25 * hourMs;
    expect(await gateway.lookUp(visa)).toEqual(captured);
    const providerRef = captured.kind === 'CAPTURED' ? captured.providerRef : null;
    expect(await gateway.close({ ...visa, providerRef })).toEqual(captured);
    expect((await double.ledger(account)).payments).toHaveLength(1);
  });

  test('what is not found was never there, but not in the hour in which the search may lag', async () => {
    const never = charge('pm_card_visa');
    clock.addedMs = 22.5 * hourMs;
    expect(await gateway.charge(never)).toEqual({ kind: 'UNKNOWN' });
    expect(await gateway.close(never)).toEqual({ kind: 'UNKNOWN' });
    clock.addedMs = 23.5 * hourMs;
    expect(await gateway.close(never)).toEqual({ kind: 'DECLINED', reason: 'never-seen' });
    expect((await double.ledger(account)).payments).toEqual([]);
  });
});

describe('a refund', () => {
  test('sent twice with one key, also at the same moment, moves money once', async () => {
    const visa = charge('pm_card_visa');
    const captured = await gateway.charge(visa);
    const providerRef = captured.kind === 'CAPTURED' ? captured.providerRef : null;
    const back = refundOf(visa, { providerRef, amountMinor: 450 });
    await Promise.all([gateway.refund(back), gateway.refund(back)]);
    expect(await gateway.refund(back)).toEqual({ kind: 'DONE' });
    expect((await double.ledger(account)).refunds).toMatchObject([
      { refundKey: back.refundKey, paymentId: visa.paymentId, amountMinor: 450, state: 'DONE' },
    ]);
    expect(await gateway.refund({ ...back, providerRef: null })).toEqual({ kind: 'DONE' });
    expect(await moneyOf(visa)).toBe(2_000);
  });

  test('that fails is told, and asking again tries again until it works', async () => {
    const unlucky = charge('pm_foyer_refundFailsThrice');
    await gateway.charge(unlucky);
    const back = refundOf(unlucky);
    const outcomes = [];
    for (let turn = 0; turn < 5; turn += 1) outcomes.push((await gateway.refund(back)).kind);
    expect(outcomes).toEqual(['FAILED', 'FAILED', 'FAILED', 'DONE', 'DONE']);
    expect(await moneyOf(unlucky)).toBe(0);
  });

  test('without an answer is unknown and, asked again, moves once', async () => {
    const visa = charge('pm_card_visa');
    await gateway.charge(visa);
    const back = refundOf(visa);
    await double.order('behaviour', { on: 'refund', fault: 'silent', account, times: 2 });
    expect(await gateway.refund(back)).toEqual({ kind: 'UNKNOWN' });
    expect(await gateway.refund(back)).toEqual({ kind: 'DONE' });
    expect((await double.ledger(account)).refunds).toHaveLength(1);
  });

  test('of more than is left is refused', async () => {
    const visa = charge('pm_card_visa');
    await gateway.charge(visa);
    await gateway.refund(refundOf(visa));
    expect(await gateway.refund(refundOf(visa))).toEqual({
      kind: 'FAILED',
      reason: 'charge_already_refunded',
    });
  });
});
