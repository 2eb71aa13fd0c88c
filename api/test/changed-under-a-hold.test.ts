import { getShowtime } from '@foyer/shared/http/catalogue';
import { listMyBookings, confirmBooking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import type { HoldId, ShowtimeId } from '@foyer/shared/ids';
import type { ImportDocument } from '@foyer/api/features/catalogue/import/import-schema';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { buildCinema, seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { importCinema } from './harness/import-cinema.ts';

const hourMs = 3_600_000;

let box: BoxOffice;
let clerk: Client;
beforeEach(async () => {
  box = await startBoxOffice();
  clerk = box.actAs('CASHIER');
});
afterEach(() => box.stop());

async function hold(by: Client, show: ShowtimeId, ...wanted: string[]): Promise<HoldId> {
  const { body } = await by.call(lockSeats, { params: { id: show }, body: { seats: seats(...wanted) } });
  return body.hold.id;
}

function sell(by: Client, show: ShowtimeId, holdId: HoldId, key?: string) {
  const call = { params: { id: show }, body: { holdId } };
  return by.call(confirmBooking, key === undefined ? call : { ...call, key });
}

async function statusOf(show: ShowtimeId, seat: string): Promise<string | undefined> {
  const map = await box.anonymous.call(getSeatMap, { params: { id: show } });
  return map.body?.seats.find(({ id }) => id === seat)?.status;
}

/** The cinema as it is, with one show or list otherwise. */
function changed(change: (cinema: ImportDocument) => Partial<ImportDocument>): ImportDocument {
  const cinema = buildCinema();
  return { ...cinema, ...change(cinema) };
}

function withShow(more: Partial<ImportDocument['showtimes'][number]>): ImportDocument {
  return changed(({ showtimes }) => ({
    showtimes: showtimes.map((show) => (show.id === shows.open ? { ...show, ...more } : show)),
  }));
}

describe('a showtime that is edited under a hold', () => {
  it('sells at the price that is right when the sale is made', async () => {
    const holdId = await hold(clerk, shows.open, 'B1', 'B2');
    await importCinema(
      box.connection,
      changed(({ priceLists }) => ({
        priceLists: priceLists.map((list) => ({
          ...list,
          ticketTypes: list.ticketTypes.map((type) => ({
            ...type,
            pricesMinor: { standard: 1_100, premium: 1_400 },
          })),
        })),
      })),
    );
    await eventually(async () => {
      const { body } = await clerk.call(getShowtime, { params: { id: shows.open } });
      expect(body.showtime.ticketTypes[0]?.pricesMinor['standard']).toBe(1_100);
    });
    const asked = { holdId, payments: [{ tender: 'CASH' as const, amountMinor: 2_000 }] };
    const refused = await clerk.call(confirmBooking, { params: { id: shows.open }, body: asked });
    expect(refused.code).toBe('request.unfit');
    const sold = await sell(clerk, shows.open, holdId);
    expect(sold.body.booking).toMatchObject({ status: 'BOOKED', totalMinor: 2_200 });
  });

  it('does not sell once it is cancelled, and keeps no seat from then on', async () => {
    const holdId = await hold(clerk, shows.open, 'B1');
    await importCinema(box.connection, withShow({ cancelled: true }));
    await eventually(async () => {
      const { code } = await clerk.call(lockSeats, {
        params: { id: shows.open },
        body: { seats: seats('B2') },
      });
      expect(code).toBe('showtime.closed');
    });
    expect((await sell(clerk, shows.open, holdId)).code).toBe('showtime.closed');
    const mine = await clerk.call(listMyBookings, {});
    expect(mine.body.bookings).toEqual([]);
  });

  it('goes on with the seats it was opened with when the hall is drawn anew', async () => {
    const holdId = await hold(clerk, shows.open, 'B10');
    await importCinema(
      box.connection,
      changed(({ auditoriums }) => ({
        auditoriums: auditoriums.map((hall) =>
          hall.id === 'h1'
            ? {
                ...hall,
                layout: { ...hall.layout, seats: hall.layout.seats.filter(({ id }) => id !== 'B10') },
              }
            : hall,
        ),
      })),
    );
    expect((await sell(clerk, shows.open, holdId)).body.booking.seats).toEqual(['B10']);
  });
});

describe('a seat that is blocked under a hold', () => {
  it('is still sold to whoever holds it, and to nobody after it was given back', async () => {
    const kept = await hold(clerk, shows.open, 'C1');
    await importCinema(
      box.connection,
      withShow({
        keptSeats: [{ seats: seats('C1', 'C2'), roles: ['MANAGER'], releaseMinutesBeforeStart: null }],
      }),
    );
    box.wakeWorkers();
    await eventually(async () => expect(await statusOf(shows.open, 'C2')).toBe('BLOCKED'), 20_000);
    const other = await clerk.call(lockSeats, { params: { id: shows.open }, body: { seats: seats('C2') } });
    expect(other.code).toBe('seats.taken');
    expect((await sell(clerk, shows.open, kept)).body.booking.status).toBe('BOOKED');
    expect(await statusOf(shows.open, 'C1')).toBe('BOOKED');
  }, 40_000);
});

describe('what belongs elsewhere', () => {
  it('is no seat of this hall', async () => {
    const params = { id: shows.other };
    const refused = await clerk.call(lockSeats, { params, body: { seats: seats('A1', 'F5') } });
    expect([refused.code, refused.problem?.details]).toEqual(['seats.unknown', { seats: ['F5'] }]);
    expect(await statusOf(shows.other, 'A1')).toBe('AVAILABLE');
  });

  it('is no hold of this show', async () => {
    const holdId = await hold(clerk, shows.other, 'A3');
    expect((await sell(clerk, shows.open, holdId)).code).toBe('hold.not-found');
    expect(await statusOf(shows.open, 'A3')).toBe('AVAILABLE');
  });

  it("is another sale where a colleague's key comes again", async () => {
    const colleague = box.actAs('CASHIER');
    const key = 'the-same-key-at-two-tills';
    const first = await sell(clerk, shows.open, await hold(clerk, shows.open, 'B1'), key);
    const second = await sell(colleague, shows.open, await hold(colleague, shows.open, 'B2'), key);
    expect(second.body.booking.id).not.toBe(first.body.booking.id);
    expect([first.body.booking.seats, second.body.booking.seats]).toEqual([['B1'], ['B2']]);
    const again = await sell(colleague, shows.open, await hold(colleague, shows.open, 'B3'), key);
    expect(again.code).toBe('idempotency.mismatch');
  });
});

describe.each([-1, 1])('a server whose clock is %i hour off', (hours) => {
  it('ends holds by the time of Redis, and sells a seat once', async () => {
    box.clock.advance(hours * hourMs);
    const params = { id: shows.late };
    const held = await clerk.call(lockSeats, { params, body: { seats: seats('B1') } });
    const livesMs = Date.parse(held.body.hold.expiresAt) - Date.now();
    expect(livesMs).toBeGreaterThan(4 * 60_000);
    expect(livesMs).toBeLessThan(6 * 60_000);
    const other = await box.actAs('CASHIER').call(lockSeats, { params, body: { seats: seats('B1') } });
    expect(other.code).toBe('seats.taken');
    expect((await sell(clerk, shows.late, held.body.hold.id)).body.booking.status).toBe('BOOKED');
  });
});
