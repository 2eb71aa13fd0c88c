import { createBooking, payBooking } from '@foyer/shared/http/booking-flow';
import { lockSeats } from '@foyer/shared/http/holds';
import { closeShift, correctShift, getCurrentShift } from '@foyer/shared/http/shifts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import {
  begin,
  closing,
  counted,
  counterOf,
  end,
  sellAt,
  ofShift,
  byCard,
  sumsOf,
} from './harness/shifts.ts';

let box: BoxOffice;
let manager: Client;
beforeAll(async () => {
  box = await startBoxOffice();
  manager = box.actAs('MANAGER');
});
afterAll(() => box.stop());

let clerk: Client;
beforeEach(async () => {
  clerk = (await counterOf(box)).clerk;
});

describe('the close', () => {
  it('is final: the same request answers the same report, another one is refused, a manager may add a note', async () => {
    const shift = await begin(clerk);
    const parts = { ...closing(shift.id, 9_000), key: 'close-1' };
    const answers = await Promise.all([1, 2, 3].map(() => clerk.call(closeShift, parts)));
    const [first] = answers;
    for (const { body } of answers) expect(body).toEqual(first?.body);
    expect((await clerk.call(closeShift, { ...parts, body: counted(10_000) })).code).toBe(
      'idempotency.mismatch',
    );
    const recount = await clerk.call(closeShift, closing(shift.id, 10_000));
    expect(recount.problem).toMatchObject({ code: 'shift.state', details: { state: 'CLOSED' } });
    const note = { ...ofShift(shift), body: { note: 'ten were under the tray' }, key: 'note-1' };
    expect((await clerk.call(correctShift, note)).code).toBe('action.forbidden');
    await manager.call(correctShift, note);
    const { body } = await manager.call(correctShift, note);
    expect(body.z).toEqual(first?.body.z);
    expect(body.shift.corrections).toMatchObject([{ note: 'ten were under the tray' }]);
  });

  it.each([
    ['no count', []],
    [
      'a value twice',
      [
        { valueMinor: 100, count: 1 },
        { valueMinor: 100, count: 2 },
      ],
    ],
    ['more than there can be', [{ valueMinor: 10_000_000, count: 100_000 }]],
    ['less than nothing', [{ valueMinor: 100, count: -1 }]],
  ])('takes %s for no count', async (_name, count) => {
    const { id } = await begin(clerk);
    const sent = { body: { count }, headers: { 'idempotency-key': 'k' } };
    expect([400, 409]).toContain((await clerk.send('POST', `/api/shifts/${id}/close`, sent)).status);
    expect((await clerk.call(getCurrentShift)).body.shift?.id).toBe(id);
  });

  it('leaves a card that is answered afterwards to the next report, marked late', async () => {
    const first = await begin(clerk);
    const held = await clerk.call(lockSeats, {
      params: { id: shows.open },
      body: { seats: seats('D5', 'D6') },
    });
    const booked = await clerk.call(createBooking, { body: { holdId: held.body.hold.id } });
    await box.terminal.order({ behaviour: 'wait' });
    const params = { id: booked.body.booking.id };
    // The cash beside it is taken when the card has paid, and so is late as well.
    const payments = [{ tender: 'CASH' as const, amountMinor: 500 }, ...byCard(1_500)];
    expect((await clerk.call(payBooking, { params, body: { payments } })).status).toBe(202);
    expect((await end(clerk, first)).z.money).toEqual([]);
    const second = await begin(clerk, 0);
    await box.terminal.press('approve');
    box.clock.advance(30_000);
    await eventually(async () => {
      expect(
        (await sumsOf(manager, second))?.map(({ late, expectedMinor }) => [late, expectedMinor]),
      ).toEqual([
        [1, 500],
        [1, 1_500],
      ]);
    });
    await sellAt(clerk, ['D7']);
    const { z } = await end(clerk, second, 1_500);
    expect(z.money.map(({ late, shiftId }) => [late, shiftId])).toEqual([
      [true, first.id],
      [true, first.id],
      [false, second.id],
    ]);
    expect(z.tenders[0]?.varianceMinor).toBe(0);
    expect((await end(clerk, await begin(clerk, 0))).z.money).toEqual([]);
  });

  it('counts nothing twice where the process died before it had cleared the bookings', async () => {
    const first = await begin(clerk, 0);
    const booking = await sellAt(clerk, ['C5']);
    const bookings = box.connection.collection<{ _id: string; unreported: unknown[] }>('bookings');
    const before = await bookings.findOne({ _id: booking.id });
    expect(before?.unreported).toHaveLength(1);
    await end(clerk, first, 1_000);
    await bookings.updateOne({ _id: booking.id }, { $set: { unreported: before?.unreported ?? [] } });
    const second = await begin(clerk, 0);
    expect((await sumsOf(manager, second))?.[0]).toMatchObject({ payments: 0, expectedMinor: 0 });
    expect((await end(clerk, second)).z.money).toEqual([]);
    expect((await bookings.findOne({ _id: booking.id }))?.unreported).toEqual([]);
  });
});
