/** One ticket, two who want something of it at once, on two nodes: exactly one of them gets it. */
import { refundBooking, type Booking } from '@foyer/shared/http/bookings';
import { getLiveness } from '@foyer/shared/http/health';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { admit, admittedSeats, codeOf, undo } from '../harness/admissions.ts';
import { startBoxOffice, type BoxOffice } from '../harness/box-office.ts';
import { firstSeats } from '../harness/cinema.ts';
import type { Client } from '../harness/client.ts';
import { invariantCheck, notOk, type InvariantCheck } from '../harness/invariant-check.ts';
import { sell } from '../harness/provocation-steps.ts';

const rounds = 100;

let box: BoxOffice;
let check: InvariantCheck;
let doors: readonly [Client, Client];
beforeAll(async () => {
  box = await startBoxOffice();
  check = await invariantCheck(box);
  const { address } = await box.addNode();
  doors = [box.actAs('MANAGER'), box.actAs('MANAGER', undefined, address)];
});
afterAll(async () => {
  check.stop();
  await box.stop();
});

describe('a ticket', { timeout: 240_000 }, () => {
  test(`is let in by one of two doors, ${rounds} times`, async () => {
    const [one, other] = doors;
    const tickets: Booking[] = [];
    for (const seat of firstSeats(20).slice(2)) tickets.push(await sell(one, [seat]));
    for (let round = 0; round < rounds; round += 1) {
      const booking = tickets[round % tickets.length];
      if (!booking) throw new Error('there is a ticket for each round');
      const answers = await Promise.all([one, other].map((door) => admit(door, codeOf(booking))));
      expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([null, 'ticket.admitted']));
      expect(await admittedSeats(box, booking)).toHaveLength(1);
      await undo(other, booking, booking.seats[0] ?? '');
    }
  });

  test(`is let in or refunded, ${rounds} times`, async () => {
    const wins = { admitted: 0, refunded: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const [door, counter] = round % 2 === 0 ? doors : doors.toReversed();
      if (!door || !counter) throw new Error('two doors are two doors');
      const booking = await sell(counter, ['B2']);
      const refund = () =>
        counter.call(refundBooking, { params: { id: booking.id }, body: { reason: 'a race' } });
      // Entry asks more before it writes: the refund gives it a start of some length, or none.
      const late = async () => {
        for (let wait = round % 5; wait > 0; wait -= 1) await counter.call(getLiveness);
        return refund();
      };
      const [entry, money] = await Promise.all([admit(door, codeOf(booking)), late()]);
      const isIn = entry.code === null;
      wins[isIn ? 'admitted' : 'refunded'] += 1;
      expect([entry.code, money.code]).toEqual(isIn ? [null, 'seats.admitted'] : ['ticket.given-back', null]);
      expect(await admittedSeats(box, booking)).toEqual(isIn ? ['B2'] : []);
      if (!isIn) continue;
      await undo(door, booking, 'B2');
      await refund();
    }
    expect(wins.admitted + wins.refunded).toBe(rounds);
    expect(Math.min(wins.admitted, wins.refunded)).toBeGreaterThan(0);
    expect(notOk(await check.run())).toEqual({});
  });
});
