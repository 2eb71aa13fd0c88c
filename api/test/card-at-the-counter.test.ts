import { exchangeBooking, payBooking, createBooking, getBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import type { HoldId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';

let box: BoxOffice;
let clerk: Client;
beforeAll(async () => {
  box = await startBoxOffice();
  clerk = box.actAs('CASHIER');
});
afterAll(() => box.stop());

const open = { params: { id: shows.open } };
const card = (amountMinor: number) => ({ tender: 'CARD' as const, amountMinor });
const cash = (amountMinor: number) => ({ tender: 'CASH' as const, amountMinor });

async function hold(...wanted: string[]): Promise<HoldId> {
  return (await clerk.call(lockSeats, { ...open, body: { seats: seats(...wanted) } })).body.hold.id;
}

async function read({ id }: Booking): Promise<Booking> {
  return (await clerk.call(getBooking, { params: { id } })).body.booking;
}

/** What the terminal keeps for its cinema: taken less given back. */
async function keptByTerminal(booking: Booking): Promise<number> {
  const { payments } = await box.terminal.ledger();
  const ids: readonly string[] = booking.payments.map(({ id }) => id);
  return payments
    .filter(({ paymentId, state }) => state === 'CAPTURED' && ids.includes(paymentId ?? ''))
    .reduce((sum, one) => sum + one.amountMinor - one.refundedMinor, 0);
}

describe('a card at the counter', () => {
  it('pays a sale in one step, with the last digits on the booking', async () => {
    const body = { holdId: await hold('B1'), payments: [card(1_000)] };
    const sold = await clerk.call(confirmBooking, { ...open, body });
    expect(sold.body.booking).toMatchObject({ status: 'BOOKED', payments: [{ tender: 'CARD' }] });
    expect(sold.body.booking.payments[0]?.cardLast4).toMatch(/^\d{4}$/);
    expect(await keptByTerminal(sold.body.booking)).toBe(1_000);
  });

  it('shares a sum with cash, which is taken once the card has paid', async () => {
    const split = [cash(700), card(1_300)];
    const body = { holdId: await hold('B2', 'B3'), payments: split };
    const sold = await clerk.call(confirmBooking, { ...open, body });
    expect(sold.body.booking.payments.map(({ tender, status }) => `${tender} ${status}`)).toEqual([
      'CASH CAPTURED',
      'CARD CAPTURED',
    ]);
    await box.terminal.order({ behaviour: 'decline' });
    const refused = { ...open, body: { holdId: await hold('B4', 'B5'), payments: split } };
    expect((await clerk.call(confirmBooking, refused)).code).toBe('payment.declined');
  });

  it('whose line breaks after the money moved is asked about at once', async () => {
    await box.terminal.order({ behaviour: 'cut' });
    const body = { holdId: await hold('C1'), payments: [card(1_000)] };
    const sold = await clerk.call(confirmBooking, { ...open, body });
    expect(sold.body.booking).toMatchObject({ status: 'BOOKED', payments: [{ status: 'CAPTURED' }] });
    expect(await keptByTerminal(sold.body.booking)).toBe(1_000);
  });

  it('that nobody answers for keeps its seats, and ends BOOKED when the guest has paid at last', async () => {
    const booked = await clerk.call(createBooking, { body: { holdId: await hold('C4') } });
    await box.terminal.order({ behaviour: 'wait' });
    const params = { id: booked.body.booking.id };
    const paid = await clerk.call(payBooking, { params, body: { payments: [card(1_000)] } });
    expect([paid.status, paid.body.booking.payments[0]?.status]).toEqual([202, 'UNKNOWN']);
    const again = await clerk.call(payBooking, { params, body: { payments: [cash(1_000)] } });
    expect(again.problem?.details).toEqual({ state: 'PAYMENT_OPEN' });
    await box.terminal.press('approve');
    box.clock.advance(30_000);
    await eventually(async () => expect((await read(booked.body.booking)).status).toBe('BOOKED'));
    const now = await read(booked.body.booking);
    expect([now.payments.length, await keptByTerminal(now)]).toEqual([1, 1_000]);
  });

  it('gets its money back, also when the terminal refuses at first', async () => {
    const body = { holdId: await hold('C2'), payments: [card(1_000)] };
    const { booking } = (await clerk.call(confirmBooking, { ...open, body })).body;
    await box.terminal.order({ behaviour: 'refuse-back' });
    const params = { id: booking.id };
    await clerk.call(refundBooking, { params, body: { reason: 'ill' } });
    await eventually(async () => expect((await read(booking)).refunds[0]?.state).toBe('FAILED'));
    box.clock.advance(5_000);
    await eventually(async () => expect((await read(booking)).refunds[0]?.state).toBe('DONE'));
    expect(await keptByTerminal(booking)).toBe(0);
  });

  it('pays the difference of an exchange, and is not asked for more when it refuses', async () => {
    const { booking } = (await clerk.call(confirmBooking, { ...open, body: { holdId: await hold('C3') } }))
      .body;
    const params = { id: booking.id };
    const holdId = await hold('E5');
    await box.terminal.order({ behaviour: 'decline' });
    const body = { holdId, payments: [card(300)], reason: 'closer' };
    expect((await clerk.call(exchangeBooking, { params, body })).code).toBe('payment.declined');
    expect((await read(booking)).seats).toEqual(['C3']);
    const swapped = await clerk.call(exchangeBooking, { params, body });
    expect(swapped.body.booking).toMatchObject({ seats: ['E5'], totalMinor: 1_300 });
    expect(await keptByTerminal(swapped.body.booking)).toBe(300);
  });
});
