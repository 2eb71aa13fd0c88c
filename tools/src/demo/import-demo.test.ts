import { randomUUID } from 'node:crypto';
import { catalogueModels } from '@foyer/api/features/catalogue/catalogue-models';
import { createCatalogueRepository } from '@foyer/api/features/catalogue/catalogue.repository';
import { findIndexFaults } from '@foyer/api/platform/indexes';
import { connectMongo } from '@foyer/api/platform/mongo';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { importDemo } from './import-demo.ts';

let dbName = '';
let connection: Awaited<ReturnType<typeof connectMongo>>;
beforeEach(async () => {
  dbName = `demo-${randomUUID().slice(0, 8)}`;
  connection = await connectMongo({
    uri: inject('mongoUri'),
    database: dbName,
    serverSelectionTimeoutMs: 5_000,
  });
});
afterEach(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const importOn = (day: string) => importDemo({ mongoUri: inject('mongoUri'), dbName, now: new Date(day) });

test('the demo cinema opens in an empty database, adds a day on the next and repeats nothing', async () => {
  expect(await importOn('2026-11-23T09:00:00Z')).toMatchObject({
    movies: { created: 50 },
    auditoriums: { created: 4 },
    showtimes: { created: 140 },
  });
  expect(await importOn('2026-11-24T09:00:00Z')).toMatchObject({
    movies: { created: 0, updated: 0 },
    layouts: { created: 0 },
    showtimes: { created: 20, updated: 0, unchanged: 120 },
  });
  expect(await findIndexFaults(catalogueModels(connection))).toEqual([]);
});

test.each(['2026-10-20T09:00:00Z', '2027-03-25T09:00:00Z'])(
  'the nights on which the clock changes after %s are played without overlap',
  async (day) => {
    expect(await importOn(day)).toMatchObject({ showtimes: { created: 140 } });
    const repository = createCatalogueRepository(connection);
    const late = (await repository.findShowtimes({})).filter(({ id }) => id.endsWith('h1-2330'));
    const clock = new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', timeStyle: 'short' });
    expect(late.map(({ startsAt }) => clock.format(startsAt))).toEqual(late.map(() => '23:30'));
    expect(late).toHaveLength(7);
  },
);

test('a cinema of one’s own is left alone', async () => {
  await importOn('2026-11-23T09:00:00Z');
  await connection.collection('cinemas').updateOne({}, { $set: { name: 'Corner House' } });
  expect(await importOn('2026-11-24T09:00:00Z')).toBeNull();
  expect(await connection.collection('showtimes').countDocuments()).toBe(140);
});
