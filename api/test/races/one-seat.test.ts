import { Agent, request } from 'node:http';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from '../harness/box-office.ts';
import { firstSeats, seats, shows } from '../harness/cinema.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice();
});
afterAll(() => box.stop());

/** Sends one POST over the agent's keep-alive connections and answers its status. */
function post(agent: Agent, url: string, { token, body }: { token: string; body: unknown }): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const call = request(url, { method: 'POST', agent, headers }, (reply) => {
      reply.resume();
      reply.once('end', () => resolve(reply.statusCode ?? 0));
    });
    call.once('error', reject);
    call.end(JSON.stringify(body));
  });
}

function count(statuses: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe('many at one seat', () => {
  it('lets one of a thousand hold it and refuses the rest with 409', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    const people = Array.from({ length: 50 }, () => box.actAs('USER').accessToken ?? '');
    const url = `${box.origin}/api/showtimes/${shows.open}/seats/lock`;
    const wanted = { seats: seats('D5') };
    const statuses = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        post(agent, url, { token: people[index % 50] ?? '', body: wanted }),
      ),
    );
    agent.destroy();
    expect(count(statuses)).toEqual({ 201: 1, 409: 999 });
  });

  it('sells overlapping pairs to exactly as many as there are seats, over two nodes', async () => {
    const other = await box.addNode();
    const row = firstSeats(10);
    const buyers = Array.from({ length: 40 }, (_, index) =>
      box.actAs('CASHIER', undefined, index % 2 ? other.address : box.origin),
    );
    const params = { id: shows.late };
    const sales = await Promise.all(
      buyers.map(async (buyer, index) => {
        const pair = [row[index % 10], row[(index + 1) % 10]].flatMap((seat) => seat ?? []);
        const held = await buyer.call(lockSeats, { params, body: { seats: pair } });
        if (held.code) return { code: held.code, seats: [] };
        const sold = await buyer.call(confirmBooking, { params, body: { holdId: held.body.hold.id } });
        return { code: sold.code, seats: sold.code ? [] : sold.body.booking.seats };
      }),
    );
    const soldSeats = sales.flatMap((sale) => sale.seats);
    expect(new Set(soldSeats).size).toBe(soldSeats.length);
    expect(soldSeats.length).toBeGreaterThanOrEqual(4);
    expect(new Set(sales.map(({ code }) => code))).toEqual(new Set([null, 'seats.taken']));
    const map = await box.anonymous.call(getSeatMap, { params });
    const booked = map.body?.seats.filter(({ status }) => status === 'BOOKED').map(({ id }) => id) ?? [];
    expect(booked.sort()).toEqual([...soldSeats].sort());
  });

  it('keeps a seat sold when Redis forgets everything in the middle of it', async () => {
    const seller = box.actAs('CASHIER');
    const params = { id: shows.open };
    const held = await seller.call(lockSeats, { params, body: { seats: seats('C1') } });
    await seller.call(confirmBooking, { params, body: { holdId: held.body.hold.id } });
    await box.redis.del(...(await box.redis.keys(`${box.namespace}:*`)));
    const again = await box.actAs('CASHIER').call(lockSeats, { params, body: { seats: seats('C1') } });
    expect([again.status, again.problem?.details]).toEqual([409, { seats: ['C1'] }]);
  });
});
