import { openDrawer } from '@foyer/shared/http/approvals';
import { listAuditEntries } from '@foyer/shared/http/audit';
import { createBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { ApprovalId, ShowtimeId, type HoldId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, grant } from './harness/approvals.ts';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { buildCinema, seats, shows } from './harness/cinema.ts';
import type { Client, Input, Parts } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { invariantCheck, notOk } from './harness/invariant-check.ts';
import { changesBetween, settledDigest } from './security/digest.ts';

const strict = ShowtimeId.parse('s-strict');

let box: BoxOffice;
let clerk: Client;
let manager: Client;
beforeAll(async () => {
  const cinema = buildCinema();
  const ruled = cinema.showtimes
    .filter(({ id }) => id === shows.other)
    .map((show) => ({ ...show, id: strict, startsAt: later(show.startsAt), orphanRule: 'STRICT' as const }));
  box = await startBoxOffice({ cinema: { ...cinema, showtimes: [...cinema.showtimes, ...ruled] } });
  clerk = box.actAs('CASHIER');
  manager = box.actAs('MANAGER');
});
afterAll(() => box.stop());

function later(instant: string): string {
  return new Date(Date.parse(instant) + 4 * 3_600_000).toISOString();
}

async function hold(client: Client, id: ShowtimeId, ...wanted: string[]): Promise<HoldId> {
  return (await client.call(lockSeats, { params: { id }, body: { seats: seats(...wanted) } })).body.hold.id;
}

type Liberties = Omit<Input<typeof confirmBooking.body>, 'holdId'>;

function sellTo(client: Client, parts: Parts<typeof confirmBooking>) {
  return client.call(confirmBooking, parts);
}

function sale(holdId: HoldId, more: Liberties, id: ShowtimeId = shows.open) {
  return { params: { id }, body: { holdId, ...more } };
}

const comp = (...names: string[]) =>
  seats(...names).map((seat) => ({ seat, priceMinor: 0, kind: 'COMP' as const, reason: 'spilled cola' }));
const price = (name: string, priceMinor: number) => ({
  seat: seats(name)[0] ?? '',
  priceMinor,
  kind: 'PRICE' as const,
  reason: 'broken seat',
});

async function granted(kind: 'COMP' | 'PRICE', names: readonly string[], amountMinor: number) {
  const subject = { showtimeId: shows.open, seats: seats(...names), amountMinor, currency: 'EUR' };
  return (await grant(manager, await ask(clerk, { kind, subject }))).id;
}

describe('a sale at other prices', () => {
  it('is a manager’s own, keeps the list price beside and is paid by its own total', async () => {
    const holdId = await hold(manager, shows.open, 'B1', 'B2', 'B3');
    const adjustments = [...comp('B1'), price('B2', 600)];
    const { body } = await sellTo(manager, sale(holdId, { adjustments }));
    expect(body.booking).toMatchObject({
      totalMinor: 1_600,
      lines: [
        { seat: 'B1', priceMinor: 0, adjustment: { kind: 'COMP', listPriceMinor: 1_000 } },
        { seat: 'B2', priceMinor: 600, adjustment: { kind: 'PRICE', listPriceMinor: 1_000 } },
        { seat: 'B3', priceMinor: 1_000 },
      ],
      payments: [{ tender: 'CASH', amountMinor: 1_600 }],
    });
    const returned = await manager.call(refundBooking, {
      params: { id: body.booking.id },
      body: { reason: 'a test' },
    });
    expect(returned.body.booking).toMatchObject({ status: 'REFUNDED', refunds: [{ amountMinor: 1_600 }] });
  });

  it('is never above the list, names held seats only, and is not for customers', async () => {
    const holdId = await hold(manager, shows.open, 'B4');
    const dearer = await sellTo(manager, sale(holdId, { adjustments: [price('B4', 1_001)] }));
    const elsewhere = await sellTo(manager, sale(holdId, { adjustments: comp('B5') }));
    const costly = [{ ...price('B4', 1), kind: 'COMP' as const }];
    const paid = await sellTo(manager, sale(holdId, { adjustments: costly }));
    const guest = box.actAs('USER');
    const own = await hold(guest, shows.open, 'B6');
    const gift = await guest.call(createBooking, { body: { holdId: own, adjustments: comp('B6') } });
    expect([dearer, elsewhere, paid, gift].map(({ code }) => code)).toEqual([
      'request.unfit',
      'request.unfit',
      'request.invalid',
      'action.forbidden',
    ]);
  });

  it('refused for want of an approval leaves the hold as it was', async () => {
    const holdId = await hold(clerk, shows.late, 'A5');
    // What the sales before have to tell leaves them when it is told, which changes them once more.
    await eventually(async () => {
      expect(
        await box.connection.collection('bookings').countDocuments({ 'outbox.0': { $exists: true } }),
      ).toBe(0);
    });
    const before = await settledDigest(box, shows.late);
    const bare = await sellTo(clerk, sale(holdId, { adjustments: comp('A5') }, shows.late));
    const never = ApprovalId.parse('apr_never');
    const carried = { adjustments: comp('A5'), approvalId: never };
    const booked = await clerk.call(createBooking, { body: { holdId, ...carried } });
    expect([bare.code, booked.code]).toEqual(['approval.needed', 'approval.unusable']);
    expect(changesBetween(before, await settledDigest(box, shows.late))).toEqual([]);
  });

  it('needs an approval of a cashier, for these seats at this price, and uses it once', async () => {
    const holdId = await hold(clerk, shows.open, 'C1', 'C2');
    const adjustments = comp('C1', 'C2');
    const without = await sellTo(clerk, sale(holdId, { adjustments }));
    expect(without.problem?.details).toEqual({ kind: 'COMP' });
    const wrong: ApprovalId[] = [
      await granted('COMP', ['C1'], 0),
      await granted('PRICE', ['C1', 'C2'], 0),
      await granted('COMP', ['C1', 'C2'], 100),
    ];
    for (const approvalId of wrong) {
      const refused = await sellTo(clerk, sale(holdId, { adjustments, approvalId }));
      expect(refused.problem?.details).toEqual({ reason: 'other-subject' });
    }
    const approvalId = await granted('COMP', ['C2', 'C1'], 0);
    const request = { ...sale(holdId, { adjustments, approvalId }), key: 'comped' };
    const answers = await Promise.all([1, 2].map(() => sellTo(clerk, request)));
    expect(new Set(answers.map(({ body }) => body.booking.reference)).size).toBe(1);
    expect(answers[0]?.body.booking).toMatchObject({ status: 'BOOKED', totalMinor: 0 });
    const next = await hold(clerk, shows.open, 'C3');
    const again = await sellTo(clerk, sale(next, { adjustments: comp('C3'), approvalId }));
    expect(again.problem?.details).toEqual({ reason: 'other-subject' });
  });

  it('may be booked now and paid later', async () => {
    const holdId = await hold(clerk, shows.open, 'C4', 'C5');
    const approvalId = await granted('PRICE', ['C4'], 500);
    const body = { holdId, adjustments: [price('C4', 500)], approvalId };
    const made = await clerk.call(createBooking, { body });
    expect(made.body.booking).toMatchObject({ status: 'PENDING', totalMinor: 1_500 });
  });

  it('leaves seats, prices and the approval in the audit, and breaks no invariant', async () => {
    const holdId = await hold(clerk, shows.open, 'C6');
    const approvalId = await granted('PRICE', ['C6'], 250);
    const { body } = await sellTo(clerk, sale(holdId, { adjustments: [price('C6', 250)], approvalId }));
    await eventually(async () => {
      const query = { target: body.booking.id };
      const { entries } = (await manager.call(listAuditEntries, { query })).body;
      expect(entries.find(({ action }) => action === 'booking.success')?.after).toMatchObject({
        approvalId,
        adjustments: [{ seat: 'C6', priceMinor: 250, listPriceMinor: 1_000, kind: 'PRICE' }],
      });
    });
    const check = await invariantCheck(box);
    await eventually(async () => expect(notOk(await check.run())).toEqual({}));
    check.stop();
  });
});

describe('a choice that leaves a single seat', () => {
  it('goes with an approval for just those seats', async () => {
    const holdId = await hold(clerk, strict, 'B2', 'B3');
    expect((await sellTo(clerk, sale(holdId, {}, strict))).code).toBe('seats.rule');
    const said = await sellTo(clerk, sale(holdId, { leaveOrphans: true }, strict));
    expect(said.problem?.details).toEqual({ kind: 'ORPHAN' });
    const subject = { showtimeId: strict, seats: seats('A2', 'A3') };
    const elsewhere = await grant(manager, await ask(clerk, { kind: 'ORPHAN', subject }));
    const wrong = await sellTo(clerk, sale(holdId, { approvalId: elsewhere.id }, strict));
    expect(wrong.problem?.details).toEqual({ reason: 'other-subject' });
    const right = { ...subject, seats: seats('B2', 'B3') };
    const { id: approvalId } = await grant(manager, await ask(clerk, { kind: 'ORPHAN', subject: right }));
    const { body } = await sellTo(clerk, sale(holdId, { approvalId }, strict));
    expect(body.booking.seats).toEqual(['B2', 'B3']);
  });

  it('is a manager’s own where they say that they mean it', async () => {
    const holdId = await hold(manager, strict, 'A4');
    expect((await sellTo(manager, sale(holdId, {}, strict))).code).toBe('seats.rule');
    const { body } = await sellTo(manager, sale(holdId, { leaveOrphans: true }, strict));
    expect(body.booking.status).toBe('BOOKED');
  });
});

describe('a drawer without a sale', () => {
  const reason = 'change for the bar';

  it('opens for a manager, and for a cashier with an approval, once a request', async () => {
    expect((await manager.call(openDrawer, { body: { reason } })).status).toBe(204);
    expect((await clerk.call(openDrawer, { body: { reason } })).problem?.details).toEqual({
      kind: 'NO_SALE',
    });
    const { id: approvalId } = await grant(manager, await ask(clerk, { kind: 'NO_SALE', subject: {} }));
    const request = { body: { reason, approvalId }, key: 'drawer-once' };
    const answers = await Promise.all([1, 2, 3].map(() => clerk.call(openDrawer, request)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    const another = await clerk.call(openDrawer, { body: { reason, approvalId } });
    expect(another.problem?.details).toEqual({ reason: 'used' });
    const other = { body: { reason: 'another', approvalId }, key: 'drawer-once' };
    expect((await clerk.call(openDrawer, other)).code).toBe('idempotency.mismatch');
    await eventually(async () => {
      const { body } = await manager.call(listAuditEntries, { query: { action: 'drawer.opened' } });
      const opened = body.entries.map(
        ({ after, reason: why }) => `${after?.['approvalId'] === approvalId ? approvalId : 'alone'} ${why}`,
      );
      expect(opened.toSorted()).toEqual([`alone ${reason}`, `${approvalId} ${reason}`]);
    });
  });
});
