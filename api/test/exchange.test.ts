import { listAuditEntries } from '@foyer/shared/http/audit';
import { exchangeBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats, releaseSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import type { HoldId, ShowtimeId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { whenTold } from './harness/told.ts';
import { changesBetween, settledDigest } from './security/digest.ts';

let box: BoxOffice;
let clerk: Client;
beforeAll(async () => {
  box = await startBoxOffice();
  clerk = box.actAs('CASHIER');
});
afterAll(() => box.stop());

async function hold(id: ShowtimeId, ...wanted: string[]): Promise<HoldId> {
  return (await clerk.call(lockSeats, { params: { id }, body: { seats: seats(...wanted) } })).body.hold.id;
}

async function sell(...wanted: string[]): Promise<Booking> {
  const body = { holdId: await hold(shows.open, ...wanted) };
  return (await clerk.call(confirmBooking, { params: { id: shows.open }, body })).body.booking;
}

async function statuses(id: ShowtimeId, ...wanted: string[]): Promise<(string | undefined)[]> {
  const { body } = await box.anonymous.call(getSeatMap, { params: { id } });
  return wanted.map((seat) => body?.seats.find((chair) => chair.id === seat)?.status);
}

const reason = 'sits behind a pillar';

it.each([
  ['a tender that is not taken here', { tender: 'GIFT_CARD' as const, amountMinor: 300 }],
  ['an amount that is not due', { tender: 'CASH' as const, amountMinor: 299 }],
])('an exchange refused for %s leaves the new hold as it was', async (_name, payment) => {
  const booking = await sell('A4');
  const body = { holdId: await hold(shows.open, 'F1'), reason, payments: [payment] };
  await whenTold(box, booking.id);
  const before = await settledDigest(box, shows.open);
  const refused = await clerk.call(exchangeBooking, { params: { id: booking.id }, body });
  expect(refused.code).toBe('request.unfit');
  expect(changesBetween(before, await settledDigest(box, shows.open))).toEqual([]);
  await clerk.call(releaseSeats, { params: { id: shows.open }, body: { holdId: body.holdId } });
  await clerk.call(refundBooking, { params: { id: booking.id }, body: { reason } });
});

describe('an exchange', () => {
  it('swaps seats of the same show in one step, and the old ones are free', async () => {
    const booking = await sell('B1', 'B2');
    const body = { holdId: await hold(shows.open, 'C1', 'C2'), reason };
    const swapped = await clerk.call(exchangeBooking, { params: { id: booking.id }, body });
    expect(swapped.body.booking).toMatchObject({
      status: 'BOOKED',
      seats: ['C1', 'C2'],
      totalMinor: 2_000,
      version: 2,
      refunds: [],
    });
    expect(swapped.body.booking.tickets.map(({ seat }) => seat)).toEqual(['C1', 'C2']);
    expect(await statuses(shows.open, 'B1', 'B2', 'C1', 'C2')).toEqual([
      'AVAILABLE',
      'AVAILABLE',
      'BOOKED',
      'BOOKED',
    ]);
    await eventually(async () => {
      const manager = box.actAs('MANAGER');
      const { body: trail } = await manager.call(listAuditEntries, {
        query: { target: booking.id, action: 'booking.exchanged' },
      });
      expect(trail.entries).toMatchObject([{ reason, after: { seats: ['C1', 'C2'] } }]);
    });
  });

  it('of some seats keeps the others', async () => {
    const booking = await sell('B3', 'B4');
    const body = { holdId: await hold(shows.open, 'B7'), seats: seats('B4'), reason };
    const swapped = await clerk.call(exchangeBooking, { params: { id: booking.id }, body });
    expect(swapped.body.booking.seats).toEqual(['B3', 'B7']);
    expect(await statuses(shows.open, 'B3', 'B4', 'B7')).toEqual(['BOOKED', 'AVAILABLE', 'BOOKED']);
  });

  it('for dearer seats takes the difference, for cheaper ones gives it back', async () => {
    const booking = await sell('B5');
    const dear = { holdId: await hold(shows.open, 'E5'), reason };
    const params = { id: booking.id };
    expect((await clerk.call(exchangeBooking, { params, body: dear })).code).toBe('request.unfit');
    const payments = [{ tender: 'CASH' as const, amountMinor: 300 }];
    const up = await clerk.call(exchangeBooking, { params, body: { ...dear, payments } });
    expect(up.body.booking).toMatchObject({ totalMinor: 1_300, payments: [{}, { amountMinor: 300 }] });
    const cheap = { holdId: await hold(shows.open, 'D5'), reason };
    const down = await clerk.call(exchangeBooking, { params, body: cheap });
    expect(down.body.booking).toMatchObject({
      totalMinor: 1_000,
      refunds: [{ amountMinor: 300, state: 'DONE', seats: [] }],
    });
  });

  it('moves a booking to another show', async () => {
    const booking = await sell('B6');
    const body = { showtimeId: shows.late, holdId: await hold(shows.late, 'B6'), reason };
    const moved = await clerk.call(exchangeBooking, { params: { id: booking.id }, body });
    expect(moved.body.booking).toMatchObject({ showtimeId: shows.late, seats: ['B6'] });
    expect([await statuses(shows.open, 'B6'), await statuses(shows.late, 'B6')]).toEqual([
      ['AVAILABLE'],
      ['BOOKED'],
    ]);
  });

  it('happens once however often it is sent', async () => {
    const booking = await sell('D1');
    const body = { holdId: await hold(shows.open, 'D2'), reason };
    const call = { params: { id: booking.id }, body, key: 'swap-d1' };
    const first = await clerk.call(exchangeBooking, call);
    const again = await clerk.call(exchangeBooking, call);
    expect(again.body.booking.version).toBe(first.body.booking.version);
    const other = await clerk.call(exchangeBooking, { ...call, body: { ...body, reason: 'another' } });
    expect(other.code).toBe('idempotency.mismatch');
  });

  it('of two bookings for the same seat leaves one of them as it was', async () => {
    const [one, two] = [await sell('D3'), await sell('D4')];
    const holdId = await hold(shows.open, 'D7');
    const answers = await Promise.all(
      [one, two].map(({ id }) => clerk.call(exchangeBooking, { params: { id }, body: { holdId, reason } })),
    );
    expect(answers.filter(({ code }) => code === null)).toHaveLength(1);
    expect(await statuses(shows.open, 'D7')).toEqual(['BOOKED']);
  });
});
