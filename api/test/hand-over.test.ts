import { listAuditEntries } from '@foyer/shared/http/audit';
import { confirmBooking, listMyBookings } from '@foyer/shared/http/bookings';
import { listMyHolds, lockSeats, offerHold, releaseSeats, takeOverHold } from '@foyer/shared/http/holds';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice();
});
afterAll(() => box.stop());

const open = { params: { id: shows.open } };

async function offered(owner: Client, ...wanted: string[]) {
  const { hold } = (await owner.call(lockSeats, { ...open, body: { seats: seats(...wanted) } })).body;
  const offer = await owner.call(offerHold, { ...open, body: { holdId: hold.id } });
  return { hold, ...offer.body };
}

describe('a guest who chose on a phone and pays at a till', () => {
  it('keeps the seats, and finds the booking among their own', async () => {
    const guest = box.actAs('USER');
    const clerk = box.actAs('CASHIER');
    const { hold, code, expiresAt } = await offered(guest, 'B1', 'B2');
    expect(code).toMatch(/^FH..(-[0-9A-Z]{4}){4}$/);
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(120_000);
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const taken = await clerk.call(takeOverHold, { body: { code: typed } });
    expect([taken.status, taken.body.hold.id, taken.body.hold.seats]).toEqual([200, hold.id, hold.seats]);
    expect((await guest.call(listMyHolds, open)).body.holds).toEqual([]);
    expect((await guest.call(releaseSeats, { ...open, body: { holdId: hold.id } })).code).toBe(
      'hold.not-found',
    );
    const sold = await clerk.call(confirmBooking, { ...open, body: { holdId: hold.id } });
    const [mine, sales] = await Promise.all([guest.call(listMyBookings), clerk.call(listMyBookings)]);
    const { id } = sold.body.booking;
    expect(mine.body.bookings.map((booking) => booking.id)).toEqual([id]);
    expect(sales.body.bookings.map((booking) => booking.id)).toEqual([id]);
    expect((await box.actAs('USER').call(listMyBookings)).body.bookings).toEqual([]);
  });

  it('leaves a trail that names both and never the code', async () => {
    const guest = box.actAs('USER', 'u_guest');
    const { hold, code } = await offered(guest, 'B3');
    await box.actAs('CASHIER', 'u_clerk').call(takeOverHold, { body: { code } });
    const manager = box.actAs('MANAGER');
    const trail = await eventually(async () => {
      const found = await manager.call(listAuditEntries, { query: { target: hold.id } });
      expect(found.body.entries.map(({ action }) => action)).toEqual([
        'hold.handed-over',
        'hold.offered',
        'seat.locked',
      ]);
      return found.body.entries;
    });
    expect(trail[0]).toMatchObject({
      actor: { id: 'u_clerk' },
      before: { owner: { userId: 'u_guest', channel: 'ONLINE' } },
    });
    expect(JSON.stringify(trail)).not.toContain(code);
    const keys = await box.redis.keys(`${box.namespace}:*`);
    const dumped = await Promise.all(keys.map((key) => box.redis.dump(key)));
    expect([...keys, ...dumped].join()).not.toContain(code);
  });
});

describe('a hand-over code', () => {
  it('has one winner however many bring it at once', async () => {
    const { hold, code } = await offered(box.actAs('USER'), 'C1');
    const clerks = Array.from({ length: 20 }, () => box.actAs('CASHIER'));
    const answers = await Promise.all(clerks.map((clerk) => clerk.call(takeOverHold, { body: { code } })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === 'hold.not-found')).toHaveLength(19);
    const owners = await Promise.all(clerks.map((clerk) => clerk.call(listMyHolds, open)));
    expect(owners.flatMap(({ body }) => body.holds.map(({ id }) => id))).toEqual([hold.id]);
  });

  it.each(['', 'FH', 'FH01-AAAA-AAAA-AAAA', 'FH01-UUUU-AAAA-AAAA-AAAA', 'F'.repeat(70)])(
    'is refused where it is none: %j',
    async (code) => {
      const reply = await box.actAs('CASHIER').send('POST', '/api/seats/take-over', { body: { code } });
      expect(reply.status).toBe(400);
    },
  );

  it.each(['FH1Z-0000-0000-0000-0000', 'FHZZ-0000-0000-0000-0000'])('is unknown: %s', async (code) => {
    expect((await box.actAs('CASHIER').call(takeOverHold, { body: { code } })).code).toBe('hold.not-found');
  });

  it("can be had for one's own hold only", async () => {
    const { hold } = await offered(box.actAs('USER'), 'C2');
    const stranger = await box.actAs('USER').call(offerHold, { ...open, body: { holdId: hold.id } });
    expect(stranger.code).toBe('hold.not-found');
  });

  it('still works after a payment was declined', async () => {
    const guest = box.actAs('USER');
    const { hold } = await offered(guest, 'C3');
    const payments = [{ tender: 'ONLINE' as const, amountMinor: 1_000, token: 'tok_declined' }];
    const paid = await guest.call(confirmBooking, { ...open, body: { holdId: hold.id, payments } });
    expect(paid.code).toBe('payment.declined');
    const again = await guest.call(offerHold, { ...open, body: { holdId: hold.id } });
    const taken = await box.actAs('CASHIER').call(takeOverHold, { body: { code: again.body.code } });
    expect(taken.status).toBe(200);
  });
});
