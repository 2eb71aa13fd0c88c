import { confirmBooking } from '@foyer/shared/http/bookings';
import { listMyHolds, lockSeats } from '@foyer/shared/http/holds';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows, special } from './harness/cinema.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice({ env: { HOLD_TTL_SECONDS: '20', HOLD_CAP_SECONDS: '20' } });
});
afterAll(() => box.stop());

const open = { params: { id: shows.open } };

describe('a refused sale', () => {
  it.each([
    ['with a wrong amount', seats('B1'), [{ tender: 'ONLINE' as const, amountMinor: 1 }]],
    ['of a companion place alone', [special.companion], [{ tender: 'ONLINE' as const, amountMinor: 1_000 }]],
  ])('%s leaves the hold to end when it would have', async (_what, wanted, payments) => {
    const guest = box.actAs('USER');
    const held = await guest.call(lockSeats, { ...open, body: { seats: [...wanted] } });
    const { id: holdId, expiresAt } = held.body.hold;
    for (let time = 0; time < 3; time += 1) {
      const refused = await guest.call(confirmBooking, { ...open, body: { holdId, payments } });
      expect(refused.status).toBeGreaterThanOrEqual(400);
    }
    const mine = await guest.call(listMyHolds, open);
    expect(mine.body.holds.find(({ id }) => id === holdId)?.expiresAt).toBe(expiresAt);
  });
});
