import { listAuditEntries } from '@foyer/shared/http/audit';
import {
  acceptOffer,
  createBooking,
  declineOffer,
  getBooking,
  payBooking,
} from '@foyer/shared/http/booking-flow';
import { confirmBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats, releaseSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import type { ShowtimeId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';

let box: BoxOffice;
let guest: Client;
let clerk: Client;
beforeAll(async () => {
  box = await startBoxOffice({ webhooks: true });
  guest = box.actAs('USER');
  clerk = box.actAs('CASHIER');
});
afterAll(() => box.stop());

const of = ({ id }: Booking) => ({ params: { id } });

/** A sale whose card says no, and yes once the double is told; meanwhile it has come to its end. */
async function declinedForNow(show: ShowtimeId, ...wanted: string[]): Promise<Booking> {
  const params = { id: show };
  const held = await guest.call(lockSeats, { params, body: { seats: seats(...wanted) } });
  const booked = await guest.call(createBooking, { body: { holdId: held.body.hold.id } });
  const booking = booked.body.booking;
  const payments = [
    { tender: 'ONLINE' as const, amountMinor: booking.totalMinor, token: 'pm_foyer_yesWhenTold' },
  ];
  expect((await guest.call(payBooking, { ...of(booking), body: { payments } })).code).toBe(
    'payment.declined',
  );
  await box.connection
    .collection<{ _id: string }>('bookings')
    .updateOne({ _id: booking.id }, { $set: { expiresAt: new Date(0), dueAt: new Date(0) } });
  await eventually(async () => expect((await read(booking)).status).toBe('EXPIRED'));
  return booking;
}

async function read(booking: Booking): Promise<Booking> {
  return (await guest.call(getBooking, of(booking))).body.booking;
}

async function sellToOthers(show: ShowtimeId, ...wanted: string[]): Promise<void> {
  const params = { id: show };
  const held = await clerk.call(lockSeats, { params, body: { seats: seats(...wanted) } });
  await clerk.call(confirmBooking, { params, body: { holdId: held.body.hold.id } });
}

async function offered(booking: Booking): Promise<readonly string[]> {
  return eventually(async () => {
    const { offer } = await read(booking);
    expect(offer?.state).toBe('OPEN');
    return offer?.seats ?? [];
  });
}

async function statusOf(show: ShowtimeId, seat: string): Promise<string | undefined> {
  const { body } = await box.anonymous.call(getSeatMap, { params: { id: show } });
  return body?.seats.find(({ id }) => id === seat)?.status;
}

async function capturedLess(refunds: 'with' | 'without', booking: Booking): Promise<number> {
  const { payments } = await box.stripe.ledger();
  const own = payments.filter(({ bookingId, state }) => bookingId === booking.id && state === 'CAPTURED');
  return own.reduce((sum, one) => sum + one.amountMinor - (refunds === 'with' ? one.refundedMinor : 0), 0);
}

describe('money that comes after its booking has ended', () => {
  it('takes the same seats again where they are free', async () => {
    const booking = await declinedForNow(shows.late, 'B1', 'B2');
    await box.stripe.captureLate();
    await eventually(async () => {
      expect(await read(booking)).toMatchObject({ status: 'BOOKED', seats: ['B1', 'B2'] });
    });
    expect(await statusOf(shows.late, 'B1')).toBe('BOOKED');
    expect(await capturedLess('with', booking)).toBe(2_000);
  });

  it('is offered the nearest seats that are as good, which one call accepts', async () => {
    const booking = await declinedForNow(shows.open, 'C4', 'C5');
    await sellToOthers(shows.open, 'C4');
    await box.stripe.captureLate();
    const others = await offered(booking);
    expect(others).toHaveLength(2);
    expect(await statusOf(shows.open, others[0] ?? '')).toBe('LOCKED');
    const taken = await guest.call(acceptOffer, of(booking));
    expect(taken.body.booking).toMatchObject({ status: 'BOOKED', seats: others, totalMinor: 2_000 });
    expect(taken.body.booking.tickets).toHaveLength(2);
    expect(await statusOf(shows.open, others[0] ?? '')).toBe('BOOKED');
    expect((await guest.call(acceptOffer, of(booking))).body.booking.version).toBe(
      taken.body.booking.version,
    );
    expect(await capturedLess('with', booking)).toBe(2_000);
  });

  it('goes back when the guest declines, and the offered seats are free again', async () => {
    const booking = await declinedForNow(shows.open, 'D4', 'D5');
    await sellToOthers(shows.open, 'D5');
    await box.stripe.captureLate();
    const [first = ''] = await offered(booking);
    expect((await box.actAs('USER').call(declineOffer, of(booking))).code).toBe('booking.not-found');
    const declined = await guest.call(declineOffer, of(booking));
    expect(declined.body.booking).toMatchObject({ status: 'EXPIRED', offer: { state: 'DECLINED' } });
    expect(await statusOf(shows.open, first)).toBe('AVAILABLE');
    await eventually(async () => expect(await capturedLess('with', booking)).toBe(0));
    await eventually(async () =>
      expect((await read(booking)).payments.at(-1)).toMatchObject({
        status: 'REFUNDED',
        refundedMinor: 2_000,
      }),
    );
  });

  it('goes back when nobody answers within a minute', async () => {
    const booking = await declinedForNow(shows.late, 'D4', 'D5');
    await sellToOthers(shows.late, 'D4');
    await box.stripe.captureLate();
    const [first = ''] = await offered(booking);
    box.clock.advance(61_000);
    await eventually(async () => expect((await read(booking)).offer?.state).toBe('LAPSED'));
    await eventually(async () => expect(await capturedLess('with', booking)).toBe(0));
    expect(await statusOf(shows.late, first)).toBe('AVAILABLE');
    const late = await guest.call(acceptOffer, of(booking));
    expect([late.code, late.problem?.details]).toEqual(['booking.state', { state: 'OFFER_LAPSED' }]);
    await eventually(async () => {
      const trail = await box.actAs('MANAGER').call(listAuditEntries, { query: { target: booking.id } });
      expect(trail.body.entries.map(({ action }) => action)).toEqual(
        expect.arrayContaining([
          'payment.captured',
          'booking.offered',
          'booking.offer-lapsed',
          'payment.refunded',
        ]),
      );
    });
  });

  it('goes back where the hall has nothing as good left', async () => {
    const booking = await declinedForNow(shows.other, 'A3', 'A4');
    await sellToOthers(shows.other, 'A3', 'A4', 'A5', 'B1', 'B2', 'B3', 'B4', 'B5');
    await box.stripe.captureLate();
    await eventually(async () => expect(await capturedLess('without', booking)).toBe(2_000));
    await eventually(async () => expect(await capturedLess('with', booking)).toBe(0));
    expect(await read(booking)).toMatchObject({ status: 'EXPIRED', offer: null, refunds: [{ seats: [] }] });
  });
});

describe('a hold given back', () => {
  it('does not end the booking that came of it', async () => {
    const params = { id: shows.late };
    const held = await guest.call(lockSeats, { params, body: { seats: seats('E5') } });
    const holdId = held.body.hold.id;
    const { body } = await guest.call(createBooking, { body: { holdId } });
    expect((await guest.call(releaseSeats, { params, body: { holdId } })).code).toBe('hold.not-found');
    expect([(await read(body.booking)).status, await statusOf(shows.late, 'E5')]).toEqual([
      'PENDING',
      'LOCKED',
    ]);
  });
});
