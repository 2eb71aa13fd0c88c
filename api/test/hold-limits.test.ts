import { forceReleaseHold, listMyHolds, lockSeats } from '@foyer/shared/http/holds';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { listAuditEntries } from '@foyer/shared/http/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { buildCinema, firstSeats, seats, shows } from './harness/cinema.ts';
import { eventually } from './harness/eventually.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice({
    cinema: buildCinema(),
    env: { HOLD_OWNER_SEATS_CUSTOMER: '12', HOLD_ONLINE_SHARE_PERCENT: '50' },
  });
});
afterAll(() => box.stop());

const open = { params: { id: shows.open } };
const late = { params: { id: shows.late } };

describe('what may be held at a time', () => {
  it('is limited for one customer, however many requests come at once', async () => {
    const guest = box.actAs('USER');
    const wanted = firstSeats(40);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        guest.call(lockSeats, { ...open, body: { seats: wanted.slice(index % 40, (index % 40) + 1) } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(12);
    const refused = answers.filter((answer) => answer.code === 'holds.limit');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.problem?.details).toEqual({ limit: 'OWNER', most: 12 });
    const { holds } = (await guest.call(listMyHolds, open)).body;
    expect(holds.flatMap((hold) => hold.seats)).toHaveLength(12);
  });

  it('is limited for everybody online together, and not for the counter', async () => {
    const wanted = firstSeats(40);
    const answers = await Promise.all(
      wanted.map((seat) => box.actAs('USER').call(lockSeats, { ...late, body: { seats: [seat] } })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(30);
    const refused = answers.find((answer) => answer.code !== null);
    expect(refused?.problem).toMatchObject({ code: 'holds.limit', details: { limit: 'HALL', most: 30 } });
    const clerk = box.actAs('CASHIER');
    expect((await clerk.call(lockSeats, { ...late, body: { seats: seats('F1', 'F2') } })).status).toBe(201);
  });
});

describe('a hold that a manager ends', () => {
  it('gives its seats back, tells its owner, and leaves the reason in the trail', async () => {
    const owner = box.actAs('CASHIER');
    const held = await owner.call(lockSeats, { ...open, body: { seats: seats('F1', 'F2') } });
    const holdId = held.body.hold.id;
    const manager = box.actAs('MANAGER', 'u_boss');
    const body = { holdId, reason: 'walked away' };
    const freed = await manager.call(forceReleaseHold, { ...open, body });
    expect(freed.body.released).toEqual(['F1', 'F2']);
    const again = await owner.call(lockSeats, { ...open, body: { seats: seats('F1'), holdId } });
    expect(again.code).toBe('hold.expired');
    await eventually(async () => {
      const query = { action: 'seat.forced-release', target: holdId } as const;
      const { entries } = (await manager.call(listAuditEntries, { query })).body;
      expect(entries).toMatchObject([
        {
          actor: { id: 'u_boss' },
          reason: 'walked away',
          after: { seats: ['F1', 'F2'], status: 'AVAILABLE' },
        },
      ]);
    });
  });

  it.each([{}, { reason: '' }, { reason: '   ' }, { reason: 'x'.repeat(201) }])(
    'needs a reason: %j',
    async (body) => {
      const path = `/api/showtimes/${shows.open}/seats/locks`;
      const reply = await box.actAs('MANAGER').send('DELETE', path, { body: { holdId: 'h_1', ...body } });
      expect(reply.status).toBe(400);
    },
  );

  it('is sold or ended, never both, when a sale comes at the same moment', async () => {
    const manager = box.actAs('MANAGER');
    const outcomes = new Set<string>();
    for (const seat of ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8', 'E9', 'E10']) {
      const clerk = box.actAs('CASHIER');
      const held = await clerk.call(lockSeats, { ...open, body: { seats: seats(seat) } });
      const holdId = held.body.hold.id;
      const [sold, freed] = await Promise.all([
        clerk.call(confirmBooking, { ...open, body: { holdId } }),
        manager.call(forceReleaseHold, { ...open, body: { holdId, reason: 'a race' } }),
      ]);
      expect([sold.code === null, freed.code === null].filter(Boolean)).toHaveLength(1);
      outcomes.add(sold.code ?? freed.code ?? 'both');
    }
    expect(outcomes.has('both')).toBe(false);
  });
});
