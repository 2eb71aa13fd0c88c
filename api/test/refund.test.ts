import { listAuditEntries } from '@foyer/shared/http/audit';
import { confirmBooking, listMyBookings, refundBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { BookingId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';

let box: BoxOffice;
let clerk: Client;
let manager: Client;
beforeAll(async () => {
  box = await startBoxOffice();
  clerk = box.actAs('CASHIER');
  manager = box.actAs('MANAGER');
});
afterAll(() => box.stop());

const open = { params: { id: shows.open } };

async function sell(buyer: Client, ...wanted: string[]): Promise<Booking> {
  const held = await buyer.call(lockSeats, { ...open, body: { seats: seats(...wanted) } });
  const online = [{ tender: 'ONLINE' as const, amountMinor: wanted.length * 1_000 }];
  const body = { holdId: held.body.hold.id, ...(buyer === clerk ? {} : { payments: online }) };
  return (await buyer.call(confirmBooking, { ...open, body })).body.booking;
}

async function statusOf(seat: string): Promise<string | undefined> {
  const { body } = await box.anonymous.call(getSeatMap, open);
  return body?.seats.find(({ id }) => id === seat)?.status;
}

const back = (booking: Booking, ...some: string[]) => ({
  params: { id: booking.id },
  body: { reason: 'changed their mind', ...(some.length > 0 ? { seats: seats(...some) } : {}) },
});

describe('a refund', () => {
  it('gives some seats back and keeps the rest, in one step', async () => {
    const booking = await sell(clerk, 'B1', 'B2', 'B3');
    const { body } = await clerk.call(refundBooking, back(booking, 'B2'));
    expect(body.booking).toMatchObject({
      status: 'BOOKED',
      version: 2,
      seats: ['B1', 'B3'],
      totalMinor: 2_000,
    });
    expect(body.booking.payments).toMatchObject([
      { status: 'CAPTURED', amountMinor: 3_000, refundedMinor: 1_000 },
    ]);
    expect(body.booking.refunds).toMatchObject([{ seats: ['B2'], amountMinor: 1_000, state: 'DONE' }]);
    expect(body.booking.tickets.map(({ seat }) => seat)).toEqual(['B1', 'B3']);
    expect([await statusOf('B1'), await statusOf('B2')]).toEqual(['BOOKED', 'AVAILABLE']);
    const next = await sell(box.actAs('USER'), 'B2');
    expect(next.status).toBe('BOOKED');
  });

  it('of the last seat ends the booking', async () => {
    const booking = await sell(clerk, 'B4', 'B5');
    await clerk.call(refundBooking, back(booking, 'B4'));
    const { body } = await clerk.call(refundBooking, back(booking));
    expect(body.booking).toMatchObject({ status: 'REFUNDED', seats: [], totalMinor: 0, tickets: [] });
    expect(body.booking.payments).toMatchObject([{ status: 'REFUNDED', refundedMinor: 2_000 }]);
    const again = await clerk.call(refundBooking, back(booking));
    expect([again.code, again.problem?.details]).toEqual(['booking.state', { state: 'REFUNDED' }]);
  });

  it('happens once however often it is sent, also at the same moment', async () => {
    const booking = await sell(clerk, 'B6', 'B7');
    const request = { ...back(booking, 'B6'), key: 'refund-b6' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => clerk.call(refundBooking, request)));
    expect(answers.map(({ body }) => body.booking.refunds.length)).toEqual([1, 1, 1, 1]);
    const other = await clerk.call(refundBooking, { ...back(booking, 'B7'), key: 'refund-b6' });
    expect(other.code).toBe('idempotency.mismatch');
    const racing = await Promise.all([1, 2, 3].map(() => clerk.call(refundBooking, back(booking, 'B7'))));
    const codes = racing.map(({ code }) => code);
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    const mine = await clerk.call(listMyBookings, {});
    const stored = mine.body.bookings.find(({ id }) => id === booking.id);
    expect(stored?.payments).toMatchObject([{ refundedMinor: 2_000 }]);
  });

  it('of an online sale goes back to the provider, once, and is told when it has', async () => {
    const buyer = box.actAs('USER');
    const booking = await sell(buyer, 'B8', 'B9');
    const { body } = await clerk.call(refundBooking, back(booking));
    expect(body.booking.refunds).toMatchObject([{ state: 'REQUESTED', amountMinor: 2_000 }]);
    await eventually(async () => {
      const mine = await buyer.call(listMyBookings, {});
      expect(mine.body.bookings[0]?.refunds).toMatchObject([{ state: 'DONE' }]);
      expect(mine.body.bookings[0]?.payments).toMatchObject([{ status: 'REFUNDED', refundedMinor: 2_000 }]);
    });
    const { refunds } = await box.stripe.ledger();
    const sent = refunds.filter(({ paymentId }) => paymentId === booking.payments[0]?.id);
    expect(sent).toMatchObject([{ amountMinor: 2_000, state: 'DONE' }]);
  });

  it('leaves who, why and how much in the audit', async () => {
    const booking = await sell(clerk, 'C1');
    await clerk.call(refundBooking, back(booking));
    await eventually(async () => {
      const { body } = await manager.call(listAuditEntries, { query: { target: booking.id } });
      const told = body.entries.filter(({ action }) => action.endsWith('refunded'));
      expect(told.map(({ action, reason }) => `${action}: ${reason}`).toSorted()).toEqual([
        'booking.refunded: changed their mind',
        'payment.refunded: changed their mind',
      ]);
      expect(told.find(({ action }) => action === 'booking.refunded')?.after).toMatchObject({
        returned: ['C1'],
        refundedMinor: 1_000,
        status: 'REFUNDED',
      });
    });
  });

  it('is not for customers, strangers or seats of others, and needs a reason', async () => {
    const booking = await sell(clerk, 'C2');
    const unknown = { params: { id: BookingId.parse('b_unknown') }, body: { reason: 'x' } };
    const answers = [
      await box.actAs('USER').call(refundBooking, back(booking)),
      await clerk.call(refundBooking, unknown),
      await clerk.call(refundBooking, back(booking, 'C3')),
      await clerk.call(refundBooking, { params: { id: booking.id }, body: { reason: '  ' } }),
      await clerk.call(refundBooking, { ...back(booking), key: null }),
    ];
    expect(answers.map(({ code }) => code)).toEqual([
      'action.forbidden',
      'booking.not-found',
      'seats.unknown',
      'request.invalid',
      'idempotency.key-missing',
    ]);
    expect(await statusOf('C2')).toBe('BOOKED');
  });

  it('stays given back when Redis forgets everything', async () => {
    const booking = await sell(clerk, 'C4', 'C5');
    await clerk.call(refundBooking, back(booking, 'C4'));
    await box.redis.del(...(await box.redis.keys(`${box.namespace}:*`)));
    await eventually(async () =>
      expect([await statusOf('C4'), await statusOf('C5')]).toEqual(['AVAILABLE', 'BOOKED']),
    );
  });
});
