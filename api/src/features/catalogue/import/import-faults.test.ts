import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  lastLineWith,
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

/** Changes B3, the last seat. */
function withSeat(change: Partial<SmallSeat>) {
  const seats = smallSeats().map((seat) => (seat.id === 'B3' ? { ...seat, ...change } : seat));
  return smallCinema({ auditoriums: [smallHall(seats)] });
}

function withLayout(change: Record<string, unknown>) {
  const hall = smallHall();
  return smallCinema({ auditoriums: [{ ...hall, layout: { ...hall.layout, ...change } }] });
}

function withTicketTypes(...types: { id: string; pricesMinor: Record<string, number> }[]) {
  const ticketTypes = types.map((type) => ({ name: 'Adult', ...type }));
  return smallCinema({ priceLists: [{ id: 'usual', name: 'Usual', ticketTypes }] });
}

function withShow(startsAt: string, change: Parameters<typeof showtime>[2] = {}) {
  return smallCinema({ showtimes: [showtime('s1', '2026-11-23T19:15'), showtime('s2', startsAt, change)] });
}

const { cinema, movies } = smallCinema();
const pricesMinor = { standard: 1000, premium: 1300 };
const seats = 'auditoriums[0].layout.seats';
const types = 'priceLists[0].ticketTypes';

interface Case {
  readonly what: string;
  readonly document: unknown;
  /** The fault is told at the last line with this text, or at the line before. */
  readonly at: string;
  readonly before?: 1;
  readonly fault: readonly [path: string, message: string];
}

const shapes: readonly Case[] = [
  {
    what: 'a movie without running time',
    document: { ...smallCinema(), movies: [{ id: 'up', title: 'Up' }, movies[1]] },
    at: '"id": "up"',
    before: 1,
    fault: ['movies[0].runtimeMinutes', 'is missing'],
  },
  {
    what: 'a field it does not know',
    document: { ...smallCinema(), snacks: [] },
    at: '"snacks"',
    fault: ['snacks', 'is not a field of this file'],
  },
  {
    what: 'a time zone that does not exist',
    document: smallCinema({ cinema: { ...cinema, timeZone: 'Mars/Base' } }),
    at: '"timeZone"',
    fault: ['cinema.timeZone', 'is not an IANA time zone'],
  },
  {
    what: 'a price with decimals',
    document: withTicketTypes({ id: 'adult', pricesMinor: { standard: 10.5, premium: 1300 } }),
    at: '10.5',
    fault: [`${types}[0].pricesMinor.standard`, 'invalid input: expected int, received number'],
  },
  {
    what: 'a category that is none',
    document: withTicketTypes({ id: 'adult', pricesMinor: { ...pricesMinor, 'Loge A': 1 } }),
    at: '"Loge A"',
    fault: [`${types}[0].pricesMinor.Loge A`, 'is not a category (small letters, digits, -)'],
  },
  {
    what: 'a start that is no time',
    document: withShow('2026-02-30T10:00'),
    at: '2026-02-30',
    fault: ['showtimes[1].startsAt', 'is neither YYYY-MM-DDTHH:MM nor an instant with Z or an offset'],
  },
];

const halls: readonly Case[] = [
  {
    what: 'a seat id twice',
    document: withSeat({ id: 'B2' }),
    at: '"id": "B2"',
    fault: [`${seats}[5].id`, 'names seat B2 a second time'],
  },
  {
    what: 'a chair twice',
    document: withSeat({ id: 'Z9', number: 2 }),
    at: '"number": 2',
    fault: [`${seats}[5].number`, 'makes row B number 2 twice, as B2 already'],
  },
  {
    what: 'two chairs on one place',
    document: withSeat({ x: 2.3 }),
    at: '"id": "B3"',
    before: 1,
    fault: [`${seats}[5]`, 'puts seat B3 where B2 stands'],
  },
  {
    what: 'a seat outside the frame',
    document: withSeat({ x: 9 }),
    at: '"id": "B3"',
    before: 1,
    fault: [`${seats}[5]`, 'puts seat B3 outside the layout of 5 × 4'],
  },
  {
    what: 'a companion without a wheelchair place',
    document: smallCinema({ auditoriums: [smallHall(smallSeats().slice(1))] }),
    at: '"COMPANION"',
    fault: [`${seats}[0].kind`, 'is COMPANION, but no WHEELCHAIR place is near'],
  },
  {
    what: 'a focal point in the next building',
    document: withLayout({ focalPoint: { x: 40, y: 2 } }),
    at: '"focalPoint"',
    fault: ['auditoriums[0].layout.focalPoint', 'lies outside the layout'],
  },
  {
    what: 'a house seat that is not there',
    document: withLayout({ houseSeats: ['B2', 'C1'] }),
    at: '"C1"',
    fault: ['auditoriums[0].layout.houseSeats[1]', 'names seat C1, which is not in this hall'],
  },
  {
    what: 'a house seat named twice',
    document: withLayout({ houseSeats: ['B2', 'B2'] }),
    at: '"B2"',
    fault: ['auditoriums[0].layout.houseSeats[1]', 'names seat B2 twice'],
  },
];

const references: readonly Case[] = [
  {
    what: 'a movie id twice',
    document: smallCinema({ movies: [...movies, { id: 'up', title: 'Up', runtimeMinutes: 9 }] }),
    at: '"id": "up"',
    fault: ['movies[2].id', 'names up a second time'],
  },
  {
    what: 'a ticket type twice',
    document: withTicketTypes({ id: 'adult', pricesMinor }, { id: 'adult', pricesMinor }),
    at: '"id": "adult"',
    fault: [`${types}[1].id`, 'names adult a second time'],
  },
  {
    what: 'a category without price',
    document: withTicketTypes({ id: 'adult', pricesMinor: { standard: 1000 } }),
    at: '"pricesMinor"',
    fault: [`${types}[0].pricesMinor`, 'has no price for category premium, needed in Hall 1'],
  },
  {
    what: 'an unknown movie',
    document: withShow('2026-11-24T10:00', { movie: 'jaws' }),
    at: '"jaws"',
    fault: ['showtimes[1].movie', 'names jaws, which is not in this file'],
  },
  {
    what: 'a blocked seat that is not there',
    document: withShow('2026-11-24T10:00', { blockedSeats: ['Q7'] }),
    at: '"Q7"',
    fault: ['showtimes[1].blockedSeats[0]', 'names seat Q7, which is not in this hall'],
  },
  {
    what: 'a start that the clock skips',
    document: withShow('2027-03-28T02:30'),
    at: '2027-03-28',
    fault: ['showtimes[1].startsAt', 'is skipped by the change of the clock in Europe/Berlin'],
  },
  {
    what: 'two showtimes without time to clean',
    document: withShow('2026-11-23T21:25'),
    at: '2026-11-23T21:25',
    fault: ['showtimes[1].startsAt', 'meets showtime s1 in h1, before it is out and the hall is clean'],
  },
];

describe('a file with a single fault', () => {
  it.each([...shapes, ...halls, ...references])('names the line of $what', async (example) => {
    const [path, message] = example.fault;
    const line = lastLineWith(example.document, example.at) - (example.before ?? 0);
    expect(await world.importFile(example.document)).toEqual({
      ok: false,
      faults: [{ line, path, message }],
    });
    expect(await world.connection.collection('movies').countDocuments()).toBe(0);
  });
});
