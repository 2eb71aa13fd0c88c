import { listAuditEntries } from '@foyer/shared/http/audit';
import { cancelBooking, createBooking, getBooking, payBooking } from '@foyer/shared/http/booking-flow';
import { listMyBookings, type Booking } from '@foyer/shared/http/bookings';
import { listMyHolds, lockSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';

let box: BoxOffice;
let guest: Client;
let clerk: Client;
beforeAll(async () => {
  box = await startBoxOffice();
  guest = box.actAs('USER');
  clerk = box.actAs('CASHIER');
});
afterAll(() => box.stop());

const open = { params: { id: shows.open } };
const online = (amountMinor: number, token?: string) => ({
  payments: [{ tender: 'ONLINE' as const, amountMinor, ...(token ? { token } : {}) }],
});
const cash = (amountMinor: number) => ({ payments: [{ tender: 'CASH' as const, amountMinor }] });
const of = ({ id }: Booking) => ({ params: { id } });

async function book(buyer: Client, ...wanted: string[]): Promise<Booking> {
  const held = await buyer.call(lockSeats, { ...open, body: { seats: seats(...wanted) } });
  return (await buyer.call(createBooking, { body: { holdId: held.body.hold.id } })).body.booking;
}

async function statusOf(seat: string): Promise<string | undefined> {
  const { body } = await box.anonymous.call(getSeatMap, open);
  return body?.seats.find(({ id }) => id === seat)?.status;
}

async function trailOf(booking: Booking): Promise<readonly string[]> {
  const { body } = await box.actAs('MANAGER').call(listAuditEntries, { query: { target: booking.id } });
  return body.entries.map(({ action }) => action).toSorted();
}

describe('a booking', () => {
  it('owns its seats until it is paid, and is paid with one call', async () => {
    const booking = await book(guest, 'B1', 'B2');
    expect(booking).toMatchObject({ status: 'PENDING', totalMinor: 2_000, payments: [], tickets: [] });
    expect(Date.parse(booking.expiresAt ?? '')).toBeGreaterThan(Date.now() + 500_000);
    expect((await guest.call(listMyHolds, open)).body.holds).toEqual([]);
    expect(await statusOf('B1')).toBe('LOCKED');
    expect((await clerk.call(lockSeats, { ...open, body: { seats: seats('B2') } })).code).toBe('seats.taken');
    const paid = await guest.call(payBooking, { ...of(booking), body: online(2_000) });
    expect([paid.status, paid.body.booking.status, paid.body.booking.expiresAt]).toEqual([
      200,
      'BOOKED',
      null,
    ]);
    expect(paid.body.booking.tickets).toHaveLength(2);
    expect(await statusOf('B1')).toBe('BOOKED');
    await eventually(async () =>
      expect(await trailOf(booking)).toEqual([
        'booking.created',
        'booking.success',
        'payment.captured',
        'seat.booked',
        'seat.locked',
      ]),
    );
  });

  it('waits for another try when a payment is declined', async () => {
    const booking = await book(guest, 'B3');
    const refused = { ...of(booking), body: online(1_000, 'pm_card_chargeDeclined'), key: 'declined-b3' };
    expect((await guest.call(payBooking, refused)).code).toBe('payment.declined');
    expect((await guest.call(payBooking, refused)).code).toBe('payment.declined');
    expect(await statusOf('B3')).toBe('LOCKED');
    const paid = await guest.call(payBooking, { ...of(booking), body: online(1_000) });
    expect(paid.body.booking.payments.map(({ status }) => status)).toEqual(['DECLINED', 'CAPTURED']);
  });

  it('is paid once, however often and by however many the call is sent', async () => {
    const booking = await book(guest, 'B4');
    const once = { ...of(booking), body: online(1_000), key: 'pay-b4' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => guest.call(payBooking, once)));
    const fine = answers.filter(({ code }) => code === null);
    expect(fine.length).toBeGreaterThan(0);
    expect(answers.every(({ code }) => code === null || code === 'idempotency.in-progress')).toBe(true);
    const late = await guest.call(payBooking, once);
    expect(late.body.booking.payments).toMatchObject([{ status: 'CAPTURED', amountMinor: 1_000 }]);
    const other = await guest.call(payBooking, { ...once, body: online(999) });
    expect(other.code).toBe('idempotency.mismatch');
  });

  it('takes one payment of two that come at the same moment under two keys', async () => {
    const booking = await book(guest, 'B5');
    const answers = await Promise.all(
      ['k1', 'k2', 'k3'].map((key) => guest.call(payBooking, { ...of(booking), body: online(1_000), key })),
    );
    expect(answers.filter(({ code }) => code === null)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'booking.state')).toHaveLength(2);
    const { body } = await guest.call(getBooking, of(booking));
    expect(body.booking.payments.filter(({ status }) => status === 'CAPTURED')).toHaveLength(1);
  });

  it('refuses every other amount, no amount, and tenders of others', async () => {
    const booking = await book(guest, 'B6');
    const unfit = [online(999), online(1_001), online(0)];
    const wrong = [{ payments: [] }, cash(-1), { payments: 'all' }];
    for (const body of [...unfit, ...wrong]) {
      const { status } = await guest.send('POST', `/api/bookings/${booking.id}/pay`, {
        body,
        headers: { 'idempotency-key': 'wrong-amount' },
      });
      expect(status).toBe(unfit.some((one) => one === body) ? 409 : 400);
    }
    expect((await guest.call(payBooking, { ...of(booking), body: cash(1_000) })).code).toBe(
      'action.forbidden',
    );
    expect((await guest.call(getBooking, of(booking))).body.booking).toMatchObject({
      version: 1,
      payments: [],
    });
  });

  it('of somebody else does not exist, and staff may see and pay it', async () => {
    const booking = await book(guest, 'B7');
    const stranger = box.actAs('USER');
    const codes = [
      await stranger.call(getBooking, of(booking)),
      await stranger.call(payBooking, { ...of(booking), body: online(1_000) }),
      await stranger.call(cancelBooking, of(booking)),
    ].map(({ code }) => code);
    expect(codes).toEqual(['booking.not-found', 'booking.not-found', 'booking.not-found']);
    const paid = await clerk.call(payBooking, { ...of(booking), body: cash(1_000) });
    expect(paid.body.booking.payments).toMatchObject([{ tender: 'CASH', status: 'CAPTURED' }]);
    const mine = await guest.call(listMyBookings, {});
    expect(mine.body.bookings.map(({ id }) => id)).toContain(booking.id);
  });

  it('answers itself when its request is sent again, also after its hold is gone', async () => {
    const held = await guest.call(lockSeats, { ...open, body: { seats: seats('B8') } });
    const call = { body: { holdId: held.body.hold.id }, key: 'book-b8' };
    const answers = await Promise.all([1, 2, 3].map(() => guest.call(createBooking, call)));
    expect(new Set(answers.map(({ body }) => body.booking.id)).size).toBe(1);
    expect((await guest.call(createBooking, call)).body.booking.id).toBe(answers[0]?.body.booking.id);
  });
});

describe('giving a booking up', () => {
  it('frees its seats at once, says why, and answers the same again', async () => {
    const booking = await book(guest, 'C1');
    const gone = await guest.call(cancelBooking, { ...of(booking), body: { reason: 'no time' } });
    expect(gone.body.booking).toMatchObject({ status: 'CANCELLED', expiresAt: null });
    expect(await statusOf('C1')).toBe('AVAILABLE');
    expect((await guest.call(cancelBooking, of(booking))).body.booking.version).toBe(
      gone.body.booking.version,
    );
    expect((await guest.call(payBooking, { ...of(booking), body: online(1_000) })).code).toBe(
      'booking.state',
    );
    await eventually(async () =>
      expect(await trailOf(booking)).toEqual([
        'booking.cancelled',
        'booking.created',
        'seat.locked',
        'seat.released',
      ]),
    );
  });

  it('is refused once it is paid, and never loses against a payment at the same moment', async () => {
    const booking = await book(guest, 'C2');
    const [paid, gone] = await Promise.all([
      guest.call(payBooking, { ...of(booking), body: online(1_000) }),
      guest.call(cancelBooking, of(booking)),
    ]);
    expect([paid.code, gone.code].filter((code) => code === null).length).toBe(1);
    const { body } = await guest.call(getBooking, of(booking));
    const held = body.booking.payments.filter(({ status }) => status === 'CAPTURED').length;
    expect([body.booking.status, held]).toEqual(paid.code === null ? ['BOOKED', 1] : ['CANCELLED', 0]);
  });
});

describe('a booking that nobody pays', () => {
  it('ends with its window and gives the seats back by itself', async () => {
    const hasty = await startBoxOffice({ env: { PAYMENT_WINDOW_SECONDS: '1' } });
    const buyer = hasty.actAs('USER');
    const held = await buyer.call(lockSeats, { ...open, body: { seats: seats('B1') } });
    const { body } = await buyer.call(createBooking, { body: { holdId: held.body.hold.id } });
    await eventually(async () => {
      const now = await buyer.call(getBooking, of(body.booking));
      expect(now.body.booking.status).toBe('EXPIRED');
      const map = await hasty.anonymous.call(getSeatMap, open);
      expect(map.body?.seats.find(({ id }) => id === 'B1')?.status).toBe('AVAILABLE');
    });
    expect((await buyer.call(payBooking, { ...of(body.booking), body: online(1_000) })).code).toBe(
      'booking.state',
    );
    await hasty.stop();
  });
});
