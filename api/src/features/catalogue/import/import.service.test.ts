import { ShowtimeId, SeatId } from '@foyer/shared/ids';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findIndexFaults } from '../../../platform/indexes.ts';
import { catalogueModels } from '../catalogue-models.ts';
import {
  openImportWorld,
  showtime,
  smallCinema,
  smallHall,
  smallSeats,
  type ImportWorld,
} from './import.harness.ts';
import { importCatalogue } from './import.service.ts';

let world: ImportWorld;
beforeEach(async () => {
  world = await openImportWorld();
});
afterEach(() => world.close());

const nothing = { created: 0, updated: 0, unchanged: 0 };

async function startOf(id: string): Promise<string | undefined> {
  return (await world.catalogue.findShowtime(id))?.startsAt.toISOString();
}

const ids = (...seats: string[]): SeatId[] => seats.map((seat) => SeatId.parse(seat));

describe('importing a catalogue', () => {
  it('makes everything once and changes nothing the second time', async () => {
    expect(await world.importFile(smallCinema())).toEqual({
      ok: true,
      counts: {
        cinema: { ...nothing, created: 1 },
        movies: { ...nothing, created: 2 },
        layouts: { ...nothing, created: 1 },
        auditoriums: { ...nothing, created: 1 },
        priceLists: { ...nothing, created: 1 },
        showtimes: { ...nothing, created: 2 },
      },
    });
    expect(await world.importFile(smallCinema())).toEqual({
      ok: true,
      counts: {
        cinema: { ...nothing, unchanged: 1 },
        movies: { ...nothing, unchanged: 2 },
        layouts: { ...nothing, unchanged: 1 },
        auditoriums: { ...nothing, unchanged: 1 },
        priceLists: { ...nothing, unchanged: 1 },
        showtimes: { ...nothing, unchanged: 2 },
      },
    });
    expect(await findIndexFaults(catalogueModels(world.connection))).toEqual([]);
  });

  it('stores a showtime with all it refers to', async () => {
    await world.importFile(
      smallCinema({ showtimes: [showtime('s1', '2026-11-23T19:15', { blockedSeats: ['A3'] })] }),
    );
    const id = ShowtimeId.parse('s1');
    expect(await world.catalogue.findShowtime(id)).toEqual({
      id,
      movie: { id: 'up', title: 'Up', year: 2009, rating: 'PG', runtimeMinutes: 96, version: '' },
      auditorium: { id: 'h1', name: 'Hall 1' },
      startsAt: new Date('2026-11-23T18:15:00Z'),
      endsAt: new Date('2026-11-23T20:06:00Z'),
      salesStartAt: null,
      onlineSalesEndAt: new Date('2026-11-23T18:30:00Z'),
      salesEndAt: new Date('2026-11-23T18:30:00Z'),
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      cancelled: false,
      orphanRule: 'OFF',
      layoutId: 'h1.v1',
      blockedSeats: ['B2', 'A3'],
      keptSeats: [{ seats: ['B2', 'A3'], releaseAt: null, roles: [] }],
      ticketTypes: [{ id: 'adult', name: 'Adult', pricesMinor: { standard: 1000, premium: 1300 } }],
    });
  });

  it('stores what is kept back until when, and when a show sells, and changes nothing the second time', async () => {
    const [group] = [smallHall()].map(({ layout, ...hall }) => ({
      ...hall,
      layout: {
        ...layout,
        keptSeats: [{ seats: ids('B1'), roles: ['MANAGER' as const], releaseMinutesBeforeStart: 30 }],
      },
    }));
    const document = smallCinema({
      cinema: { ...smallCinema().cinema, onlineSalesEndMinutes: -20 },
      auditoriums: group ? [group] : [],
      showtimes: [
        showtime('s1', '2026-11-23T19:15', {
          salesStartAt: '2026-11-01T10:00',
          keptSeats: [
            { seats: ids('B3'), roles: ['MANAGER', 'ADMIN'], releaseAt: '2026-11-23T18:00' },
            { seats: ids('A3') },
          ],
        }),
        showtime('s2', '2026-11-23T22:00', { onlineSalesEndMinutes: 240 }),
      ],
    });
    await world.importFile(document);
    expect(await world.catalogue.findShowtime('s1')).toMatchObject({
      salesStartAt: new Date('2026-11-01T09:00:00Z'),
      onlineSalesEndAt: new Date('2026-11-23T17:55:00Z'),
      keptSeats: [
        { seats: ['B2'], releaseAt: null, roles: [] },
        { seats: ['B1'], releaseAt: new Date('2026-11-23T17:45:00Z'), roles: ['MANAGER'] },
        { seats: ['B3'], releaseAt: new Date('2026-11-23T17:00:00Z'), roles: ['MANAGER', 'ADMIN'] },
        { seats: ['A3'], releaseAt: null, roles: [] },
      ],
    });
    // Never later than the counter.
    const other = await world.catalogue.findShowtime('s2');
    expect(other?.onlineSalesEndAt).toEqual(other?.salesEndAt);
    const again = await world.importFile(document);
    expect(again).toMatchObject({
      counts: { layouts: { created: 0, updated: 0 }, showtimes: { created: 0, updated: 0, unchanged: 2 } },
    });
  });

  it('gives a changed hall a new layout version that only new showtimes get', async () => {
    await world.importFile(smallCinema());
    const wider = smallHall([
      ...smallSeats(),
      { id: 'B4', row: 'B', number: 4, x: 4, y: 2.5, category: 'premium' },
    ]);
    const showtimes = [showtime('s1', '2026-11-23T19:15'), showtime('s3', '2026-11-24T19:15')];
    const result = await world.importFile(smallCinema({ auditoriums: [wider], showtimes }));
    expect(result).toMatchObject({
      counts: {
        layouts: { created: 1 },
        auditoriums: { updated: 1 },
        showtimes: { created: 1, updated: 0, unchanged: 1 },
      },
    });
    expect((await world.catalogue.findShowtime('s1'))?.layoutId).toBe('h1.v1');
    expect((await world.catalogue.findShowtime('s3'))?.layoutId).toBe('h1.v2');
    expect((await world.catalogue.findLayout('h1.v1'))?.seats).toHaveLength(6);
    const second = await world.catalogue.findLayout('h1.v2');
    expect(second?.frame.version).toBe(2);
    expect(second?.seatsById.get('B4')).toMatchObject({ kind: 'STANDARD', number: 4 });
  });

  it('takes the order in which seats are listed for no change', async () => {
    await world.importFile(smallCinema());
    const reversed = smallHall(smallSeats().reverse());
    expect(await world.importFile(smallCinema({ auditoriums: [reversed] }))).toMatchObject({
      counts: { layouts: { ...nothing, unchanged: 1 }, auditoriums: { unchanged: 1 } },
    });
  });

  it.each(['cinema', 'movies', 'priceLists', 'layouts', 'auditoriums', 'showtimes'] as const)(
    'ends right on a second run after dying before the %s were written',
    async (kind) => {
      const empty = { created: [], updated: [], unchanged: 0 };
      const order = ['cinema', 'movies', 'priceLists', 'layouts', 'auditoriums', 'showtimes'] as const;
      const lost = order.slice(order.indexOf(kind));
      const dying = {
        ...world.store,
        apply: async (plan: Parameters<typeof world.store.apply>[0]) => {
          await world.store.apply({ ...plan, ...Object.fromEntries(lost.map((name) => [name, empty])) });
          throw new Error('killed');
        },
      };
      const text = JSON.stringify(smallCinema());
      await expect(importCatalogue(text, { repository: dying })).rejects.toThrow('killed');
      expect(await world.importText(text)).toMatchObject({ ok: true });
      expect(await world.importText(text)).toMatchObject({
        counts: { layouts: { unchanged: 1 }, showtimes: { unchanged: 2 } },
      });
      expect((await world.catalogue.findShowtime('s1'))?.layoutId).toBe('h1.v1');
    },
  );

  it('updates what the file says differently: a title, a price, a start, a cancellation', async () => {
    await world.importFile(smallCinema());
    const [up, juno] = smallCinema().movies;
    const showtimes = [
      showtime('s1', '2026-11-23T19:30'),
      showtime('s2', '2026-11-23T22:00', { cancelled: true }),
    ];
    const movies = [{ ...up, title: 'Up (new print)' }, juno];
    expect(await world.importFile({ ...smallCinema({ showtimes }), movies })).toMatchObject({
      counts: { movies: { updated: 1, unchanged: 1 }, showtimes: { updated: 2 } },
    });
    expect(await startOf('s1')).toBe('2026-11-23T18:30:00.000Z');
    expect(await world.catalogue.findShowtime('s2')).toMatchObject({
      cancelled: true,
      movie: { title: 'Up (new print)' },
    });
  });

  it('lands wall-clock times right around both changes of the clock', async () => {
    const showtimes = [
      showtime('autumn-eve', '2026-10-24T23:30'),
      showtime('autumn-first-pass', '2026-10-25T02:30'),
      showtime('autumn-day', '2026-10-25T11:30'),
      showtime('spring-eve', '2027-03-27T23:00'),
      showtime('spring-night', '2027-03-28T03:00'),
      showtime('spring-day', '2027-03-28T11:30'),
      showtime('by-instant', '2027-03-28T17:30:00+02:00'),
    ];
    expect(await world.importFile(smallCinema({ showtimes }))).toMatchObject({ ok: true });
    expect(await Promise.all(showtimes.map(({ id }) => startOf(id)))).toEqual([
      '2026-10-24T21:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T10:30:00.000Z',
      '2027-03-27T22:00:00.000Z',
      '2027-03-28T01:00:00.000Z',
      '2027-03-28T09:30:00.000Z',
      '2027-03-28T15:30:00.000Z',
    ]);
    // Up runs 96 minutes after 15 of trailers, through the hour that the clock repeats.
    expect((await world.catalogue.findShowtime('autumn-eve'))?.endsAt.toISOString()).toBe(
      '2026-10-24T23:21:00.000Z',
    );
  });
});
