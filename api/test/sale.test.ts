import { listAuditEntries } from '@foyer/shared/http/audit';
import { confirmBooking, listBookings, listMyBookings } from '@foyer/shared/http/bookings';
import { getShowtime } from '@foyer/shared/http/catalogue';
import { listMyHolds, listSeatLocks, lockSeats, releaseSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { HoldId, TicketTypeId, type SeatId, type ShowtimeId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows, special } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';

let box: BoxOffice;
let casey: Client;
let mara: Client;
let carl: Client;
beforeAll(async () => {
  box = await startBoxOffice();
  [casey, mara, carl] = await Promise.all([box.signIn('CASHIER'), box.signIn('MANAGER'), box.signIn('USER')]);
});
afterAll(() => box.stop());

const open = { params: { id: shows.open } };

async function hold(who: Client, wanted: readonly SeatId[], id: ShowtimeId = shows.open): Promise<HoldId> {
  const { body } = await who.call(lockSeats, { params: { id }, body: { seats: [...wanted] } });
  return body.hold.id;
}

async function statusesOf(wanted: readonly SeatId[], id: ShowtimeId = shows.open): Promise<string[]> {
  const { body } = await box.anonymous.call(getSeatMap, { params: { id } });
  return wanted.map((seat) => body?.seats.find((chair) => chair.id === seat)?.status ?? 'unknown');
}

describe('a sale at the counter', () => {
  it('goes from free over held to sold, with prices of the cinema and a signed ticket per seat', async () => {
    const wanted = seats('B1', 'E1');
    const holdId = await hold(casey, wanted);
    expect(await statusesOf(wanted)).toEqual(['LOCKED', 'LOCKED']);
    const { status, body } = await casey.call(confirmBooking, { ...open, body: { holdId } });
    expect([status, body.booking.status, body.booking.totalMinor]).toEqual([201, 'BOOKED', 2300]);
    expect(body.booking.payments).toMatchObject([{ tender: 'CASH', amountMinor: 2300, status: 'CAPTURED' }]);
    expect(body.booking.tickets.map(({ seat, qr }) => [seat, qr.split(':').slice(0, 4).join(':')])).toEqual(
      wanted.map((seat) => [seat, `FOYER1:${body.booking.reference}:${shows.open}:${seat}`]),
    );
    expect(await statusesOf(wanted)).toEqual(['BOOKED', 'BOOKED']);
    const mine = await casey.call(listMyBookings, {});
    expect(mine.body.bookings.map(({ id }) => id)).toContain(body.booking.id);
    expect((await carl.call(listMyBookings, {})).body.bookings).toEqual([]);
  });

  it('prices each seat by the ticket type that the cashier chose, never by the client', async () => {
    const wanted = seats('B2', 'B3');
    const holdId = await hold(casey, wanted);
    const [first, second] = wanted.map((seat, index) => ({
      seat,
      ticketTypeId: TicketTypeId.parse(index ? 'child' : 'adult'),
    }));
    const lines = [first, second].flatMap((line) => line ?? []);
    const cheap = { holdId, lines, payments: [{ tender: 'CASH' as const, amountMinor: 1 }] };
    expect((await casey.call(confirmBooking, { ...open, body: cheap })).code).toBe('request.unfit');
    const { body } = await casey.call(confirmBooking, { ...open, body: { holdId, lines } });
    expect(body.booking.lines.map(({ priceMinor }) => priceMinor)).toEqual([1000, 700]);
  });

  it('answers the same booking when it is sent again, also at the same moment, and refuses another payload', async () => {
    const holdId = await hold(casey, seats('B4'));
    const call = { ...open, body: { holdId }, key: 'sale-of-b4-once' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => casey.call(confirmBooking, call)));
    const late = await casey.call(confirmBooking, call);
    expect(answers.concat(late).map(({ status, body }) => [status, body.booking.id])).toEqual(
      Array.from({ length: 5 }, () => [201, late.body.booking.id]),
    );
    const other = await casey.call(confirmBooking, { ...call, body: { holdId: HoldId.parse('h_other') } });
    expect([other.status, other.code]).toEqual([422, 'idempotency.mismatch']);
  });

  it('survives a restart of the server', async () => {
    const holdId = await hold(casey, seats('B5'));
    const call = { ...open, body: { holdId }, key: 'sale-of-b5-once' };
    const before = await casey.call(confirmBooking, call);
    await box.restart();
    const after = await casey.call(confirmBooking, call);
    expect(after.body.booking).toEqual(before.body.booking);
    expect(await statusesOf(seats('B5'))).toEqual(['BOOKED']);
  });

  it('leaves one audit entry per fact, with who, what and under which request', async () => {
    const holdId = await hold(casey, seats('B6'));
    const { body } = await casey.call(confirmBooking, { ...open, body: { holdId } });
    const entries = await eventually(async () => {
      const trail = await mara.call(listAuditEntries, { query: { target: body.booking.id } });
      expect(trail.body.entries.map(({ action }) => action).sort()).toEqual([
        'booking.success',
        'payment.captured',
        'seat.booked',
      ]);
      return trail.body.entries;
    });
    expect(new Set(entries.map(({ requestId }) => requestId)).size).toBe(1);
    expect(entries.every(({ actor }) => actor.role === 'CASHIER')).toBe(true);
    await eventually(async () => {
      const locked = await mara.call(listAuditEntries, { query: { target: holdId, action: 'seat.locked' } });
      expect(locked.body.entries).toHaveLength(1);
    });
  });

  it('shows in the ledger with the name of the cashier, for managers only', async () => {
    const { body } = await mara.call(listBookings, { query: { status: 'BOOKED' } });
    expect(body.bookings[0]).toMatchObject({ movieTitle: 'Up', actor: { name: 'Casey Cashier' } });
    expect((await casey.call(listBookings, {})).code).toBe('action.forbidden');
  });
});

describe('a sale online', () => {
  const online = (amountMinor: number, token?: string) => [
    { tender: 'ONLINE' as const, amountMinor, ...(token ? { token } : {}) },
  ];

  it('takes the money first and books then', async () => {
    const holdId = await hold(carl, seats('C1'));
    const { body } = await carl.call(confirmBooking, { ...open, body: { holdId, payments: online(1000) } });
    expect(body.booking).toMatchObject({ status: 'BOOKED', channel: 'ONLINE', version: 2 });
    expect(body.booking.payments).toMatchObject([{ tender: 'ONLINE', status: 'CAPTURED' }]);
  });

  it('leaves the hold when the payment is declined, so that the customer can try again', async () => {
    const holdId = await hold(carl, seats('C2'));
    const declined = {
      ...open,
      body: { holdId, payments: online(1000, 'pm_card_chargeDeclined') },
      key: 'declined-once',
    };
    expect((await carl.call(confirmBooking, declined)).code).toBe('payment.declined');
    expect((await carl.call(confirmBooking, declined)).code).toBe('payment.declined');
    expect(await statusesOf(seats('C2'))).toEqual(['LOCKED']);
    const again = await carl.call(confirmBooking, { ...open, body: { holdId, payments: online(1000) } });
    expect(again.body.booking.status).toBe('BOOKED');
  });

  it('takes no cash from customers and no online tender at the counter', async () => {
    const answers = [
      await carl.call(confirmBooking, { ...open, body: { holdId: await hold(carl, seats('C3')) } }),
      await casey.call(confirmBooking, {
        ...open,
        body: { holdId: await hold(casey, seats('C4')), payments: online(1000) },
      }),
    ];
    expect(answers.map(({ code, problem }) => [code, problem?.details['action']])).toEqual([
      ['action.forbidden', 'tender.cash'],
      ['action.forbidden', 'tender.online'],
    ]);
  });
});

describe('holds', () => {
  it("sells nothing on a stranger's hold, a gone hold or no hold", async () => {
    const holdId = await hold(carl, seats('C5'));
    const codes = [
      await casey.call(confirmBooking, { ...open, body: { holdId } }),
      await casey.call(confirmBooking, { ...open, body: { holdId: HoldId.parse('h_never') } }),
      await casey.call(releaseSeats, { ...open, body: { holdId } }),
      await casey.call(lockSeats, { ...open, body: { holdId, seats: seats('C6') } }),
    ].map(({ code }) => code);
    expect(codes).toEqual(Array.from({ length: 4 }, () => 'hold.not-found'));
  });

  it('keeps others away, shows its owner everything and nobody else anything', async () => {
    const holdId = await hold(carl, seats('C7', 'C8'));
    const refused = await casey.call(lockSeats, { ...open, body: { seats: seats('C8', 'C9') } });
    expect([refused.status, refused.problem?.details]).toEqual([409, { seats: ['C8'] }]);
    const mine = await carl.call(listMyHolds, open);
    expect(mine.body.holds.find(({ id }) => id === holdId)?.seats).toEqual(['C7', 'C8']);
    const map = await box.anonymous.send('GET', `/api/showtimes/${shows.open}/seat-map`);
    expect(map.text).not.toContain(holdId);
    expect((await casey.call(listSeatLocks, open)).code).toBe('action.forbidden');
    const locks = await mara.call(listSeatLocks, open);
    expect(locks.body.locks.filter((lock) => lock.holdId === holdId)).toMatchObject([
      { seat: 'C7', channel: 'ONLINE' },
      { seat: 'C8', channel: 'ONLINE' },
    ]);
    await eventually(async () => {
      const { body } = await mara.call(listAuditEntries, { query: { action: 'holds.viewed' } });
      expect(body.entries).toHaveLength(1);
    });
  });

  it('gives seats back one by one', async () => {
    const holdId = await hold(carl, seats('D1', 'D2'));
    const left = await carl.call(releaseSeats, { ...open, body: { holdId, seats: seats('D1') } });
    const none = await carl.call(releaseSeats, { ...open, body: { holdId } });
    expect([left.body.hold?.seats, none.body.hold, await statusesOf(seats('D1', 'D2'))]).toEqual([
      ['D2'],
      null,
      ['AVAILABLE', 'AVAILABLE'],
    ]);
  });

  it('never holds a seat that the house keeps', async () => {
    const refused = await casey.call(lockSeats, { ...open, body: { seats: [special.house] } });
    expect([refused.code, await statusesOf([special.house])]).toEqual(['seats.taken', ['BLOCKED']]);
  });

  it('runs out, frees the seats by itself, and says expired to its owner', async () => {
    const short = await startBoxOffice({ env: { HOLD_TTL_SECONDS: '1', HOLD_CAP_SECONDS: '1' } });
    const clerk = await short.signIn('CASHIER');
    const { body } = await clerk.call(lockSeats, { ...open, body: { seats: seats('B1') } });
    await eventually(async () => {
      const map = await short.anonymous.call(getSeatMap, open);
      expect(map.body?.seats.find(({ id }) => id === 'B1')?.status).toBe('AVAILABLE');
    });
    const late = await clerk.call(confirmBooking, { ...open, body: { holdId: body.hold.id } });
    expect([late.status, late.code]).toEqual([410, 'hold.expired']);
    const manager = await short.signIn('MANAGER');
    await eventually(async () => {
      const trail = await manager.call(listAuditEntries, { query: { action: 'seat.timeout' } });
      expect(trail.body.entries.map(({ target, actor }) => [target.id, actor.id])).toEqual([
        [body.hold.id, 'system'],
      ]);
    });
    await short.stop();
  });
});

describe('the map', () => {
  it('is cached by its place in the history and counts with the showtime list', async () => {
    const first = await box.anonymous.call(getSeatMap, { params: { id: shows.other } });
    const etag = first.headers.get('etag') ?? '';
    const same = await box.anonymous.call(getSeatMap, {
      params: { id: shows.other },
      headers: { 'if-none-match': etag },
    });
    await hold(casey, seats('A3'), shows.other);
    const changed = await box.anonymous.call(getSeatMap, {
      params: { id: shows.other },
      headers: { 'if-none-match': etag },
    });
    expect([first.status, same.status, changed.status]).toEqual([200, 304, 200]);
    const { body } = await box.anonymous.call(getShowtime, { params: { id: shows.other } });
    expect(body.showtime.availability).toEqual({ total: 10, available: 9, held: 1, booked: 0, blocked: 0 });
  });
});
