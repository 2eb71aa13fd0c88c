import { ShowtimeId } from '@foyer/shared/ids';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCatalogueService, type CatalogueService } from './catalogue.service.ts';
import { salesState, type ShowtimeRecord } from './catalogue.ts';
import { openImportWorld, showtime, smallCinema, type ImportWorld } from './import/import.harness.ts';

const id = (text: string): ShowtimeId => ShowtimeId.parse(text);
let world: ImportWorld;
let catalogue: CatalogueService;
let now: Date;
let reads: string[];

beforeEach(async () => {
  world = await openImportWorld();
  now = new Date('2026-11-23T18:20:00Z');
  reads = [];
  const repository = {
    ...world.catalogue,
    findShowtime: (wanted: string) => {
      reads.push(wanted);
      return world.catalogue.findShowtime(wanted);
    },
    findLayout: (wanted: string) => {
      reads.push(wanted);
      return world.catalogue.findLayout(wanted);
    },
  };
  catalogue = createCatalogueService({ repository, clock: { now: () => now } });
});
afterEach(() => world.close());

function after(ms: number): void {
  now = new Date(now.getTime() + ms);
}

describe('a showtime', () => {
  it('comes from memory for a second and is read once for many who ask at once', async () => {
    await world.importFile(smallCinema());
    await Promise.all(Array.from({ length: 50 }, () => catalogue.requireShowtime(id('s1'))));
    after(999);
    await catalogue.requireShowtime(id('s1'));
    expect(reads).toEqual(['s1']);
    after(1);
    await catalogue.requireShowtime(id('s1'));
    expect(reads).toEqual(['s1', 's1']);
  });

  it('shows a change a second later, or at once after a reload', async () => {
    await world.importFile(smallCinema());
    await catalogue.requireShowtime(id('s1'));
    const showtimes = [showtime('s1', '2026-11-23T19:15', { cancelled: true })];
    await world.importFile(smallCinema({ showtimes }));
    expect((await catalogue.requireShowtime(id('s1'))).cancelled).toBe(false);
    catalogue.reload();
    expect((await catalogue.requireShowtime(id('s1'))).cancelled).toBe(true);
  });

  it('is not remembered as missing', async () => {
    expect(await catalogue.findShowtime(id('s1'))).toBeNull();
    await expect(catalogue.requireShowtime(id('s1'))).rejects.toMatchObject({ code: 'showtime.not-found' });
    await world.importFile(smallCinema());
    expect(await catalogue.findShowtime(id('s1'))).not.toBeNull();
  });

  it('has its layout read once', async () => {
    await world.importFile(smallCinema());
    const found = await catalogue.requireShowtime(id('s1'));
    const layout = await catalogue.layoutOf(found);
    after(3_600_000);
    expect(await catalogue.layoutOf(found)).toBe(layout);
    expect(reads).toEqual(['s1', 'h1.v1']);
    expect(layout.houseSeats).toEqual(['B2']);
    expect(layout.frame).toEqual({ version: 1, width: 5, height: 4, focalPoint: { x: 2.5, y: 2.6 } });
  });
});

describe('what plays', () => {
  const showtimes = [
    showtime('late', '2026-11-24T00:30'),
    showtime('over', '2026-11-23T16:00'),
    showtime('begun', '2026-11-23T19:10'),
    showtime('cancelled', '2026-11-23T22:00', { movie: 'juno', cancelled: true }),
    showtime('next', '2026-11-24T20:00'),
  ];
  const idsOf = (found: readonly ShowtimeRecord[]) => found.map((showtime) => showtime.id);

  it('is listed by day of the cinema, by movie, by span, and from now on, sorted by start', async () => {
    expect(await world.importFile(smallCinema({ showtimes }))).toMatchObject({ ok: true });
    const today = await catalogue.listShowtimes({ date: '2026-11-23' });
    expect(idsOf(today)).toEqual(['over', 'begun', 'cancelled']);
    expect(idsOf(await catalogue.listShowtimes({ date: '2026-11-24' }))).toEqual(['late', 'next']);
    expect(idsOf(await catalogue.listShowtimes())).toEqual(['begun', 'cancelled', 'late', 'next']);
    expect(idsOf(await catalogue.listShowtimes({ movieId: 'juno' }))).toEqual(['cancelled']);
    const span = { from: new Date('2026-11-23T18:10:00Z'), to: new Date('2026-11-23T21:00:00Z') };
    expect(idsOf(await catalogue.listShowtimes(span))).toEqual(['begun']);
    expect(today.map((showtime) => salesState(showtime, now))).toEqual(['CLOSED', 'OPEN', 'CANCELLED']);
  });

  it('names the movies that can still be seen', async () => {
    await world.importFile(smallCinema({ showtimes }));
    expect((await catalogue.listMovies()).map(({ title }) => title)).toEqual(['Up']);
  });

  it('is nothing while there is no cinema', async () => {
    expect(await catalogue.listShowtimes({ date: '2026-11-23' })).toEqual([]);
    expect(await catalogue.listMovies()).toEqual([]);
  });
});
