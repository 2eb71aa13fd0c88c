import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  openImportWorld,
  showtime,
  smallCinema,
  smallHall,
  smallSeats,
  type ImportWorld,
} from './import.harness.ts';

let world: ImportWorld;
beforeEach(async () => {
  world = await openImportWorld();
});
afterEach(() => world.close());

describe('an import is refused', () => {
  it.each([
    ['an empty file', ' \n', 1, 'is empty'],
    ['what is no JSON', 'id;title\nup;Up', 1, 'is not JSON: invalid symbol'],
    ['a lost comma', '{\n"a": 1\n"b": 2 }', 3, 'is not JSON: comma expected'],
    ['a comment', '{}\n// more to come', 2, 'is not JSON: invalid comment token'],
    ['a cut-off file', '{\n"movies": [', 2, 'is not JSON: close bracket expected'],
    ['a key twice', '{\n"movies": [],\n"movies": []\n}', 3, 'is written twice in one object'],
    ['absurd nesting', '['.repeat(300_000), 1, 'is not a catalogue: it is nested too deeply'],
    ['more than 16 MB', ' '.repeat(17 * 1024 * 1024), 1, 'is larger than 16 MB'],
  ])('for %s', async (_what, text, line, message) => {
    const result = await world.importText(text);
    expect(result).toMatchObject({ ok: false });
    expect('faults' in result ? result.faults[0] : null).toMatchObject({ line, message });
  });

  it('for JSON that is something else, naming all sections', async () => {
    const result = await world.importText('[]');
    expect(result).toMatchObject({ ok: false, faults: [{ line: 1, path: '' }] });
  });

  it('with all faults at once, in the order of the file, and writes nothing', async () => {
    const document = smallCinema({
      movies: [{ id: 'up', title: '', runtimeMinutes: 96 }],
      auditoriums: [smallHall(smallSeats().slice(1))],
      showtimes: [showtime('s1', 'tomorrow'), showtime('s2', '2026-11-23T10:00', { priceList: 'none' })],
    });
    const result = await world.importFile(document);
    const faults = 'faults' in result ? result.faults : [];
    expect(faults.map(({ path }) => path)).toEqual([
      'movies[0].title',
      'auditoriums[0].layout.seats[0].kind',
      'showtimes[0].startsAt',
      'showtimes[1].priceList',
    ]);
    expect(faults.map(({ line }) => line)).toEqual(faults.map(({ line }) => line).sort((a, b) => a - b));
    const collections = ['cinemas', 'movies', 'auditoriums', 'layouts', 'priceLists', 'showtimes'];
    const counts = collections.map((name) => world.connection.collection(name).countDocuments());
    expect(await Promise.all(counts)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('what is kept back and when a show sells', () => {
  const kept = (change: object): object => ({ seats: ['B1'], ...change });
  it.each([
    ['an unknown seat', { keptSeats: [kept({ seats: ['Z9'] })] }, 'keptSeats[0].seats[0]'],
    ['a seat twice in a group', { keptSeats: [kept({ seats: ['B1', 'B1'] })] }, 'keptSeats[0].seats[1]'],
    ['no seat at all', { keptSeats: [kept({ seats: [] })] }, 'keptSeats[0].seats'],
    ['an unknown role', { keptSeats: [kept({ roles: ['BOSS'] })] }, 'keptSeats[0].roles[0]'],
    [
      'two times of release',
      { keptSeats: [kept({ releaseAt: '2026-11-23T18:00', releaseMinutesBeforeStart: 5 })] },
      'keptSeats[0].releaseAt',
    ],
    ['no time of release', { keptSeats: [kept({ releaseAt: 'soon' })] }, 'keptSeats[0].releaseAt'],
    ['a beginning that the clock skips', { salesStartAt: '2026-03-29T02:30' }, 'salesStartAt'],
    ['an end online after days', { onlineSalesEndMinutes: 9_999 }, 'onlineSalesEndMinutes'],
  ])('is refused with %s', async (_what, change, path) => {
    const showtimes = [{ ...showtime('s1', '2026-11-23T19:15'), ...change }];
    const result = await world.importFile({ ...smallCinema(), showtimes });
    expect('faults' in result ? result.faults.map((fault) => fault.path) : []).toEqual([
      `showtimes[0].${path}`,
    ]);
  });
});

describe('against what is stored, an import is refused', () => {
  beforeEach(async () => {
    await world.importFile(smallCinema());
  });

  async function messagesFor(document: unknown): Promise<readonly string[]> {
    const result = await world.importFile(document);
    return 'faults' in result ? result.faults.map(({ path, message }) => `${path} ${message}`) : [];
  }

  it('where a new showtime meets one that the file does not name', async () => {
    const showtimes = [showtime('s9', '2026-11-23T18:00'), showtime('s10', '2026-11-24T00:00')];
    expect(await messagesFor(smallCinema({ showtimes }))).toEqual([
      'showtimes[0].startsAt meets showtime s1 in h1, which starts before this one is out and the hall is clean',
      'showtimes[1].startsAt meets showtime s2 in h1, before it is out and the hall is clean',
    ]);
  });

  it('where a showtime would move to another hall', async () => {
    const auditoriums = [smallHall(), { ...smallHall(), id: 'h2' }];
    const showtimes = [showtime('s1', '2026-11-23T19:15', { auditorium: 'h2' })];
    expect(await messagesFor(smallCinema({ auditoriums, showtimes }))).toEqual([
      'showtimes[0].auditorium is not h1, where this showtime is: cancel it and make a new one',
    ]);
  });

  it('where the currency changes under sold tickets', async () => {
    const cinema = { ...smallCinema().cinema, currency: 'CHF' };
    expect(await messagesFor(smallCinema({ cinema }))).toEqual([
      'cinema.currency is CHF, but this cinema already sells in EUR',
    ]);
  });

  it('where a category loses the price that an older layout needs', async () => {
    const plain = smallHall(smallSeats().map((seat) => ({ ...seat, category: 'standard' })));
    const ticketTypes = [{ id: 'adult', name: 'Adult', pricesMinor: { standard: 900 } }];
    const priceLists = [{ id: 'usual', name: 'Usual', ticketTypes }];
    const showtimes = [showtime('s9', '2026-11-25T19:15')];
    expect(await messagesFor(smallCinema({ auditoriums: [plain], priceLists, showtimes }))).toEqual([
      'priceLists[0].ticketTypes[0].pricesMinor no longer has a price for category premium, which this list had',
    ]);
  });

  it('where a blocked seat is not in the layout that the showtime froze', async () => {
    const fourth = { id: 'B4', row: 'B', number: 4, x: 4, y: 2.5, category: 'premium' };
    const showtimes = [showtime('s1', '2026-11-23T19:15', { blockedSeats: ['B4'] })];
    const auditoriums = [smallHall([...smallSeats(), fourth])];
    expect(await messagesFor(smallCinema({ auditoriums, showtimes }))).toEqual([
      'showtimes[0].blockedSeats[0] names seat B4, which is not in this hall',
    ]);
  });
});
