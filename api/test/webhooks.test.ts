import { listAuditEntries } from '@foyer/shared/http/audit';
import { confirmBooking, listMyBookings, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { webhookSecret } from './harness/doubles.ts';
import { eventually } from './harness/eventually.ts';
import { expectRefusal, withoutTrace } from './harness/refusal.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice({ webhooks: true });
});
afterAll(() => box.stop());

const open = { params: { id: shows.open } };
const path = '/api/webhooks/stripe';
const stripe = new Stripe('sk_test_signs_only');

async function buy(guest: Client, seat: string, token: string) {
  const held = await guest.call(lockSeats, { ...open, body: { seats: seats(seat) } });
  const payments = [{ tender: 'ONLINE' as const, amountMinor: 1_000, token }];
  return guest.call(confirmBooking, { ...open, body: { holdId: held.body.hold.id, payments } });
}

async function onlyBookingOf(guest: Client): Promise<Booking | undefined> {
  return (await guest.call(listMyBookings, {})).body.bookings[0];
}

/** An event as Stripe would write it about a payment of ours. */
function eventAbout(booking: Pick<Booking, 'id' | 'payments'>, type: string, status: string): string {
  const metadata = { paymentId: booking.payments[0]?.id, bookingId: booking.id };
  const object = { id: 'pi_1', object: 'payment_intent', status, metadata, latest_charge: null };
  return JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } });
}

interface Signing {
  readonly secret?: string;
  readonly agoSeconds?: number;
}

function signed(payload: string, { secret = webhookSecret, agoSeconds = 0 }: Signing = {}) {
  const timestamp = Math.floor(Date.now() / 1_000) - agoSeconds;
  const signature = stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  return { body: payload, headers: { 'stripe-signature': signature } };
}

describe("Stripe's word", () => {
  it('books a sale whose reply never came', async () => {
    const guest = box.actAs('USER');
    await box.stripe.order({ on: 'confirm', fault: 'silent', times: 2 });
    const answer = buy(guest, 'B1', 'pm_card_visa');
    await eventually(async () => expect((await onlyBookingOf(guest))?.status).toBe('BOOKED'));
    expect([201, 202]).toContain((await answer).status);
    expect(await onlyBookingOf(guest)).toMatchObject({ version: 2, payments: [{ status: 'CAPTURED' }] });
  });

  it.each([
    ['before the reply', 'B2', 'pm_foyer_webhookFirst'],
    ['three times', 'B3', 'pm_foyer_duplicateWebhooks'],
  ])('may come %s and changes nothing twice', async (_when, seat, token) => {
    const guest = box.actAs('USER');
    const { body } = await buy(guest, seat, token);
    expect(body.booking).toMatchObject({ status: 'BOOKED', version: 2 });
    const event = eventAbout(body.booking, 'payment_intent.succeeded', 'succeeded');
    expect((await box.anonymous.send('POST', path, signed(event))).status).toBe(200);
    await eventually(async () => {
      const query = { target: body.booking.id, action: 'booking.success' as const };
      const { body: audit } = await box.actAs('MANAGER').call(listAuditEntries, { query });
      expect(audit.entries).toHaveLength(1);
    });
    expect(await onlyBookingOf(guest)).toMatchObject({ status: 'BOOKED', version: 2 });
  });

  it('that a payment works on, then has succeeded, books the sale', async () => {
    const guest = box.actAs('USER');
    const { status, body } = await buy(guest, 'B4', 'pm_foyer_processing');
    expect([status, body.booking.status]).toEqual([202, 'PENDING']);
    await eventually(async () => expect((await onlyBookingOf(guest))?.status).toBe('BOOKED'));
  });

  it('of a refused card leaves the sale open: the guest may try another on their device', async () => {
    const guest = box.actAs('USER');
    const { body } = await buy(guest, 'B5', 'pm_card_authenticationRequired');
    const event = eventAbout(body.booking, 'payment_intent.payment_failed', 'requires_payment_method');
    expect((await box.anonymous.send('POST', path, signed(event))).status).toBe(200);
    expect((await onlyBookingOf(guest))?.status).toBe('PENDING');
    const end = eventAbout(body.booking, 'payment_intent.canceled', 'canceled');
    expect((await box.anonymous.send('POST', path, signed(end))).status).toBe(200);
    expect((await onlyBookingOf(guest))?.status).toBe('FAILED');
  });

  it.each([
    ['kinds that mean nothing here', { type: 'customer.created', data: { object: {} } }],
    [
      'refunds of others',
      { type: 'refund.updated', data: { object: { status: 'succeeded', metadata: {} } } },
    ],
    ['payments of others', { type: 'payment_intent.succeeded', data: { object: { metadata: {} } } }],
  ])('about %s is taken and changes nothing', async (_what, event) => {
    const sent = signed(JSON.stringify({ id: 'evt_2', object: 'event', ...event }));
    const reply = await withoutTrace(box, () => box.anonymous.send('POST', path, sent));
    expect([reply.status, JSON.parse(reply.text)]).toEqual([200, { received: true }]);
  });
});

describe('what is not Stripe’s word is refused and changes nothing', () => {
  let pending: Booking;
  beforeAll(async () => {
    pending = (await buy(box.actAs('USER'), 'C1', 'pm_card_authenticationRequired')).body.booking;
  });
  const success = () => eventAbout(pending, 'payment_intent.succeeded', 'succeeded');
  const forged: readonly [string, () => ReturnType<typeof signed>][] = [
    ['by another secret', () => signed(success(), { secret: 'whsec_guessed' })],
    ['six minutes ago', () => signed(success(), { agoSeconds: 360 })],
    ['over another body', () => ({ ...signed(success()), body: success().replace('pi_1', 'pi_2') })],
    [
      'over the same body, spaced differently',
      () => ({ ...signed(success()), body: success().replace(':', ': ') }),
    ],
    ['not at all', () => ({ body: success(), headers: { 'stripe-signature': '' } })],
    ['in words', () => ({ body: success(), headers: { 'stripe-signature': 'v1=honestly' } })],
    ['over no JSON', () => signed('honestly')],
  ];

  test.each(forged)('signed %s', async (_how, make) => {
    const reply = await withoutTrace(box, () => box.anonymous.send('POST', path, make()));
    expectRefusal(reply, 'auth.refused');
    const bookings = box.connection.collection<{ _id: string; status: string }>('bookings');
    expect((await bookings.findOne({ _id: pending.id }))?.status).toBe('PENDING');
  });

  test('where no account is set up', async () => {
    const node = await box.addNode({ STRIPE_SECRET_KEY: '', STRIPE_WEBHOOK_SECRET: '' });
    const reply = await fetch(`${node.address}${path}`, {
      method: 'POST',
      ...signed(success()),
      headers: { ...signed(success()).headers, 'content-type': 'application/json' },
    });
    expect(reply.status).toBe(401);
  });
});
