/** A sale that races with the close of its shift is in this report or in the next, never in both and never in none. */
import { confirmBooking, refundBooking } from '@foyer/shared/http/bookings';
import { lockBestSeats } from '@foyer/shared/http/holds';
import { closeShift, dropCash } from '@foyer/shared/http/shifts';
import type { BookingId, HoldId } from '@foyer/shared/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from '../harness/box-office.ts';
import { buildCinema, buildHall, shows } from '../harness/cinema.ts';
import { invariantCheck, notOk } from '../harness/invariant-check.ts';
import { begin, closing, counterOf, end } from '../harness/shifts.ts';

const rounds = 100;

let box: BoxOffice;
beforeAll(async () => {
  const cinema = buildCinema();
  const large = buildHall('h1', 26, 20);
  // Otherwise a sale that finds no shift any more is made without one, and belongs to no report.
  box = await startBoxOffice({
    env: { SHIFT_REQUIRED: 'true' },
    cinema: {
      ...cinema,
      auditoriums: cinema.auditoriums.map((hall) => (hall.id === 'h1' ? large : hall)),
    },
  });
});
afterAll(() => box.stop());

const show = { params: { id: shows.open } };

test(`${rounds} closes race with sales, refunds and drops, and each amount is in one report`, async () => {
  const { clerk, as } = await counterOf(box);
  const colleague = as('CASHIER', 'usr_colleague');
  const held = async (): Promise<HoldId> =>
    (await clerk.call(lockBestSeats, { ...show, body: { count: 1 } })).body.hold.id;
  const money: { readonly id: string; readonly kind: string; readonly amountMinor: number }[] = [];
  const frozen: typeof money = [];
  let [late, drops, dropped] = [0, 0, 0];
  let earlier: BookingId | null = null;
  for (let round = 0; round < rounds; round += 1) {
    const shift = await begin(clerk, 0);
    const [first, second] = [await held(), await held()];
    const sell = (holdId: HoldId) => clerk.call(confirmBooking, { ...show, body: { holdId } });
    const given = earlier;
    const back = async () => {
      if (given === null) return;
      const parts = { params: { id: given }, body: { reason: 'a race' } };
      const answer = await colleague.call(refundBooking, parts);
      if (answer.code === 'shift.needed') return;
      const refund = answer.body.booking.refunds[0];
      const [payment] = answer.body.booking.payments;
      if (refund) money.push({ ...refund, id: `${refund.id}-${payment?.id ?? ''}`, kind: 'REFUND' });
    };
    const drop = async () => {
      const parts = { params: { id: shift.id }, body: { amountMinor: 1 } };
      if ((await colleague.call(dropCash, parts)).code === null) drops += 1;
    };
    const [closed, ...sold] = await Promise.all([
      clerk.call(closeShift, closing(shift.id)),
      sell(first),
      sell(second),
      back().then(drop),
    ]);
    const bookings = sold.flatMap((answer) =>
      answer && answer.code !== 'shift.needed' ? [answer.body.booking] : [],
    );
    for (const { payments } of bookings) {
      for (const payment of payments) money.push({ ...payment, kind: 'PAYMENT' });
    }
    earlier = bookings[0]?.id ?? null;
    frozen.push(...closed.body.z.money);
    late += closed.body.z.money.filter((one) => one.late).length;
    dropped += closed.body.z.dropsMinor;
  }
  const { z } = await end(clerk, await begin(clerk, 0));
  frozen.push(...z.money);
  late += z.money.filter((one) => one.late).length;

  const byId = (all: typeof money) =>
    all.map(({ id, kind, amountMinor }) => `${id} ${kind} ${amountMinor}`).toSorted();
  expect(byId(frozen)).toEqual(byId(money));
  expect(new Set(frozen.map(({ id }) => id)).size).toBe(frozen.length);
  expect(dropped).toBe(drops);
  // The race took place: some came too late and some did not.
  expect(late).toBeGreaterThan(0);
  expect(late).toBeLessThan(frozen.length);
  const bookings = box.connection.collection('bookings');
  expect(await bookings.countDocuments({ 'unreported.0': { $exists: true } })).toBe(0);
  const check = await invariantCheck(box);
  const { I9 } = notOk(await check.run());
  check.stop();
  expect(I9).toBeUndefined();
}, 240_000);
