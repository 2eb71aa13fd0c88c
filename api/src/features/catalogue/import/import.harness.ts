/** For tests: a small cinema as a file, and an empty database to import it into. */
import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { migrate } from '../../../platform/indexes.ts';
import { connectMongo } from '../../../platform/mongo.ts';
import { catalogueModels } from '../catalogue-models.ts';
import { createCatalogueRepository } from '../catalogue.repository.ts';
import type { ImportDocument } from './import-schema.ts';
import { createImportRepository } from './import.repository.ts';
import { importCatalogue, type ImportResult } from './import.service.ts';

export type SmallSeat = ImportDocument['auditoriums'][number]['layout']['seats'][number];

/** Two rows of three; A1 is a wheelchair place, A2 its companion's, B2 is kept by the house. */
export function smallCinema(change: Partial<ImportDocument> = {}): ImportDocument {
  const pricesMinor = { standard: 1000, premium: 1300 };
  return {
    cinema: { name: 'Corner House', timeZone: 'Europe/Berlin', currency: 'EUR' },
    movies: [
      { id: 'up', title: 'Up', year: 2009, rating: 'PG', runtimeMinutes: 96 },
      { id: 'juno', title: 'Juno', year: 2007, rating: 'PG-13', runtimeMinutes: 95 },
    ],
    auditoriums: [smallHall()],
    priceLists: [{ id: 'usual', name: 'Usual', ticketTypes: [{ id: 'adult', name: 'Adult', pricesMinor }] }],
    showtimes: [showtime('s1', '2026-11-23T19:15'), showtime('s2', '2026-11-23T22:00')],
    ...change,
  };
}

export function smallHall(seats: readonly SmallSeat[] = smallSeats()): ImportDocument['auditoriums'][number] {
  const layout = {
    width: 5,
    height: 4,
    focalPoint: { x: 2.5, y: 2.6 },
    seats: [...seats],
    houseSeats: ['B2'],
  };
  return { id: 'h1', name: 'Hall 1', layout };
}

export function smallSeats(): SmallSeat[] {
  const seat = (row: string, number: number, kind: SmallSeat['kind']): SmallSeat => ({
    id: `${row}${number}`,
    row,
    number,
    x: number,
    y: row === 'A' ? 1 : 2.5,
    kind,
    category: row === 'A' ? 'standard' : 'premium',
  });
  const kinds = ['WHEELCHAIR', 'COMPANION', 'STANDARD'] as const;
  return [
    ...kinds.map((kind, index) => seat('A', index + 1, kind)),
    ...[1, 2, 3].map((number) => seat('B', number, 'STANDARD')),
  ];
}

export function showtime(
  id: string,
  startsAt: string,
  change: Partial<ImportDocument['showtimes'][number]> = {},
): ImportDocument['showtimes'][number] {
  return { id, movie: 'up', auditorium: 'h1', priceList: 'usual', startsAt, ...change };
}

export type ImportWorld = Awaited<ReturnType<typeof openImportWorld>>;

/** A fresh database with the catalogue's indexes; `close` drops it. */
export async function openImportWorld() {
  const database = `catalogue-${randomUUID().slice(0, 8)}`;
  const uri = inject('mongoUri');
  const connection = await connectMongo({ uri, database, serverSelectionTimeoutMs: 5_000 });
  await migrate(connection, catalogueModels(connection));
  const store = createImportRepository(connection);
  return {
    connection,
    store,
    catalogue: createCatalogueRepository(connection),
    importText: (text: string): Promise<ImportResult> => importCatalogue(text, { repository: store }),
    importFile: (document: unknown): Promise<ImportResult> =>
      importCatalogue(JSON.stringify(document, null, 2), { repository: store }),
    close: async (): Promise<void> => {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

/** The last line, from 1, with this text in the file that `importFile` would read. */
export function lastLineWith(document: unknown, text: string): number {
  const lines = JSON.stringify(document, null, 2).split('\n');
  return lines.findLastIndex((line) => line.includes(text)) + 1;
}
