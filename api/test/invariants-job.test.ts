import { createLogger } from '@foyer/api/platform/logger';
import { listAuditEntries } from '@foyer/shared/http/audit';
import { confirmBooking, type Booking } from '@foyer/shared/http/bookings';
import { getAdminHealth } from '@foyer/shared/http/health';
import { lockSeats } from '@foyer/shared/http/holds';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import { eventually } from './harness/eventually.ts';

const lines: string[] = [];
const log = createLogger('error', { write: (line) => void lines.push(line) });
/** A seat that was sold in the middle of a round is looked at again 15 s later. */
const withinMs = 40_000;

let box: BoxOffice;
let sold: Booking;
beforeAll(async () => {
  box = await startBoxOffice({ env: { INVARIANTS_EVERY_SECONDS: '1' }, overrides: { log } });
  const [clerk, params] = [box.actAs('CASHIER'), { id: shows.open }];
  const held = await clerk.call(lockSeats, { params, body: { seats: seats('B1', 'B2') } });
  const made = await clerk.call(confirmBooking, { params, body: { holdId: held.body.hold.id } });
  sold = made.body.booking;
});
afterAll(() => box.stop());

/** What the health page says after a round that began when it was asked. */
async function nextRound() {
  const read = async () => (await box.actAs('MANAGER').call(getAdminHealth)).body;
  const before = (await read()).invariants['at'];
  let rounds = 0;
  let last = before;
  return eventually(async () => {
    box.wakeWorkers();
    const health = await read();
    if (health.invariants['at'] !== last) rounds += 1;
    last = health.invariants['at'];
    if (rounds < 2) throw new Error(`${rounds} of 2 rounds have ended`);
    return health;
  }, withinMs);
}

it(
  'tells of what is broken on the health page, and once in the log and the trail',
  { timeout: 130_000 },
  async () => {
    const { invariants, lags, workers } = await nextRound();
    expect(invariants).toMatchObject({
      I1: 'ok, 1 bookings with seats looked at',
      I4: 'ok, 1 bookings looked at',
    });
    expect(lags).toMatchObject({ invariantsBroken: 0, invariantsAlarms: 0 });
    expect(workers.map(({ name }) => name)).toContain('invariants');

    await box.connection
      .collection<{ _id: string }>('bookings')
      .updateOne({ _id: sold.id }, { $set: { totalMinor: 1 } });
    const health = await nextRound();
    const message = `booking ${sold.id} costs 1 where its lines cost 2000`;
    expect(health.invariants['I4']).toBe(`broken: ${message}`);
    expect(health.lags['invariantsBroken']).toBe(1);

    await nextRound();
    const query = { action: 'invariant.broken' } as const;
    const { entries } = (await box.actAs('MANAGER').call(listAuditEntries, { query })).body;
    expect(entries).toMatchObject([
      {
        target: { kind: 'booking', id: sold.id },
        after: { invariant: 'I4', message, bookings: [sold.id] },
        result: 'FAILED',
      },
    ]);
    expect(lines.filter((line) => line.includes('an invariant is broken'))).toHaveLength(1);
  },
);
