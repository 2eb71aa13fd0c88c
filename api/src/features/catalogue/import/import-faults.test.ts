import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  lineOf,
  openImportWorld,
  showtime,
  smallCinema,
  smallHall,
  smallSeats,
  type ImportWorld,
  type SmallSeat,
} from './import.harness.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await openImportWorld();
});
afterAll(() => world.close());

const [firstSeat, ...otherSeats] = smallSeats();

function withSeat(change: Partial<SmallSeat>) {
  return smallCinema({ auditoriums: [smallHall([...otherSeats, { ...firstSeat, ...change } as SmallSeat])] });
}

function withHouseSeats(houseSeats: string[]) {
  const hall = smallHall();
  return smallCinema({ auditoriums: [{ ...hall, layout: { ...hall.layout, houseSeats } }] });
}

function withPrices(pricesMinor: Record<string, number>) {
  const ticketTypes = [{ id: 'adult', name: 'Adult', pricesMinor }];
  return smallCinema({ priceLists: [{ id: 'usual', name: 'Usual', ticketTypes }] });
}

function withShow(startsAt: string, change: Parameters<typeof showtime>[2] = {}) {
  return smallCinema({ showtimes: [showtime('s1', '2026-11-23T19:15'), showtime('s2', startsAt, change)] });
}

const seats = 'auditoriums[0].layout.seats';

describe('a file with a fault', () => {
  it.each([
    [
      'a movie without running time',
      { ...smallCinema(), movies: [{ id: 'up', title: 'Up' }] },
      '"id": "up"',
      'movies[0].runtimeMinutes',
      'is missing',
    ],
    [
      'a field it does not know',
      { ...smallCinema(), snacks: [] },
      '"snacks"',
      'snacks',
      'is not a field of this file',
    ],
    [
      'a time zone that does not exist',
      smallCinema({ cinema: { name: 'X', timeZone: 'Mars/Base', currency: 'EUR' } }),
      '"timeZone"',
      'cinema.timeZone',
      'is not an IANA time zone',
    ],
    [
      'a movie twice',
      smallCinema({ movies: [...smallCinema().movies, { id: 'up', title: 'Up', runtimeMinutes: 9 }] }),
      '"id": "up"',
      'movies[2].id',
      'names up a second time',
    ],
    [
      'a seat id twice',
      withSeat({ id: 'A2' }),
      '"id": "A2"',
      `${seats}[5].id`,
      'names seat A2 a second time',
    ],
    [
      'a chair twice',
      withSeat({ id: 'Z9', number: 2 }),
      '"number": 2',
      `${seats}[5].number`,
      'makes row A number 2 twice, as A2 already',
    ],
    [
      'two chairs on one place',
      withSeat({ x: 2.3 }),
      '"id": "A1"',
      `${seats}[5]`,
      'puts seat A1 where A2 stands',
    ],
    [
      'a seat outside the frame',
      withSeat({ x: 9 }),
      '"id": "A1"',
      `${seats}[5]`,
      'puts seat A1 outside the layout of 5 × 4',
    ],
    [
      'a companion without a wheelchair',
      withSeat({ kind: 'STANDARD' }),
      '"COMPANION"',
      `${seats}[0].kind`,
      'is COMPANION, but no WHEELCHAIR place is near',
    ],
    [
      'a house seat that is not there',
      withHouseSeats(['B2', 'C1']),
      '"C1"',
      'auditoriums[0].layout.houseSeats[1]',
      'names seat C1, which is not in this hall',
    ],
    [
      'a category without price',
      withPrices({ standard: 1000 }),
      '"pricesMinor"',
      'priceLists[0].ticketTypes[0].pricesMinor',
      'has no price for category premium, needed in Hall 1',
    ],
    [
      'a price with decimals',
      withPrices({ standard: 10.5, premium: 1300 }),
      '"standard": 10.5',
      'priceLists[0].ticketTypes[0].pricesMinor.standard',
      expect.stringContaining('expected int'),
    ],
    [
      'an unknown movie',
      withShow('2026-11-24T10:00', { movie: 'jaws' }),
      '"jaws"',
      'showtimes[1].movie',
      'names jaws, which is not in this file',
    ],
    [
      'a blocked seat that is not there',
      withShow('2026-11-24T10:00', { blockedSeats: ['Q7'] }),
      '"Q7"',
      'showtimes[1].blockedSeats[0]',
      'names seat Q7, which is not in this hall',
    ],
    [
      'a start that is no time',
      withShow('2026-02-30T10:00'),
      '"2026-02-30T10:00"',
      'showtimes[1].startsAt',
      'is neither YYYY-MM-DDTHH:MM nor an instant with Z or an offset',
    ],
    [
      'a start that the clock skips',
      withShow('2027-03-28T02:30'),
      '"2027-03-28T02:30"',
      'showtimes[1].startsAt',
      'is skipped by the change of the clock in Europe/Berlin',
    ],
    [
      'two showtimes in one hall without time to clean',
      withShow('2026-11-23T21:25'),
      '"2026-11-23T21:25"',
      'showtimes[1].startsAt',
      'meets showtime s1 in h1, before it is out and the hall is clean',
    ],
  ] as const)('names the line of %s', async (_what, document, text, path, message) => {
    const result = await world.importFile(document);
    const all = JSON.stringify(document, null, 2)
      .split('\n')
      .filter((line) => line.includes(text)).length;
    const inMovie = path === 'movies[0].runtimeMinutes';
    // An entry that lacks a field, or stands in the wrong place, is told at its first line: the brace before the id.
    const line =
      lineOf(document, text, all) - (inMovie || (path.endsWith(']') && text.startsWith('"id"')) ? 1 : 0);
    expect(result).toEqual({ ok: false, faults: [{ line, path, message }] });
    expect(await world.connection.collection('movies').countDocuments()).toBe(0);
  });
});
