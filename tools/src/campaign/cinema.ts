/** A cinema so small that everybody meets: a few shows of a few seats, and new ones when they run full. */
import { catalogueModels } from '@foyer/api/features/catalogue/catalogue-models';
import type { ImportDocument } from '@foyer/api/features/catalogue/import/import-schema';
import { createImportRepository } from '@foyer/api/features/catalogue/import/import.repository';
import { importCatalogue } from '@foyer/api/features/catalogue/import/import.service';
import { migrate } from '@foyer/api/platform/indexes';
import { connectMongo } from '@foyer/api/platform/mongo';
import type { Show } from './actors/choice.ts';

const rows = 8;
const perRow = 10;
const priceMinor = 1_000;
const hourMs = 3_600_000;

export type Programme = {
  /** What plays now, the newest last. */
  readonly shows: () => readonly Show[];
  /** Every show there ever was. */
  readonly all: () => readonly Show[];
  /** Puts a new show in the place of the oldest, through the importer. */
  readonly renew: () => Promise<void>;
};

/** Shows far in the future, so that none closes while the campaign runs. */
export async function openProgramme(
  database: { readonly uri: string; readonly database: string },
  count: number,
): Promise<Programme> {
  const all: Show[] = [];
  let playing: readonly Show[] = [];
  const add = async (amount: number): Promise<void> => {
    const made = Array.from({ length: amount }, (_, index) => showOf(all.length + index));
    await importDocument(database, documentOf(made, all.length));
    all.push(...made);
    playing = [...playing, ...made].slice(-count);
  };
  await add(count);
  return { shows: () => playing, all: () => all, renew: () => add(1) };
}

function showOf(index: number): Show {
  return { id: `campaign-${index + 1}`, seats: chairs().map(({ id }) => id), priceMinor };
}

async function importDocument(
  { uri, database }: { readonly uri: string; readonly database: string },
  document: ImportDocument,
): Promise<void> {
  const connection = await connectMongo({ uri, database, serverSelectionTimeoutMs: 10_000 });
  try {
    await migrate(connection, catalogueModels(connection));
    const text = JSON.stringify(document);
    const result = await importCatalogue(text, { repository: createImportRepository(connection) });
    if (!result.ok)
      throw new Error(result.faults.map(({ path, message }) => `${path} ${message}`).join('; '));
  } finally {
    await connection.close();
  }
}

const opening = Math.ceil(Date.now() / hourMs) * hourMs + 48 * hourMs;

/** A hall takes one show at a time, so each show has its own time. */
function documentOf(shows: readonly Show[], from: number): ImportDocument {
  return {
    cinema: { name: 'Campaign', timeZone: 'Europe/Berlin', currency: 'EUR' },
    movies: [{ id: 'film', title: 'Film', runtimeMinutes: 90 }],
    auditoriums: [
      {
        id: 'hall',
        name: 'Hall',
        layout: {
          width: perRow + 2,
          height: rows + 2,
          focalPoint: { x: perRow / 2, y: rows },
          seats: chairs(),
        },
      },
    ],
    priceLists: [
      {
        id: 'list',
        name: 'List',
        ticketTypes: [{ id: 'adult', name: 'Adult', pricesMinor: { standard: priceMinor } }],
      },
    ],
    showtimes: shows.map(({ id }, index) => ({
      id,
      movie: 'film',
      auditorium: 'hall',
      priceList: 'list',
      startsAt: new Date(opening + (from + index) * 3 * hourMs).toISOString(),
    })),
  };
}

function chairs() {
  return Array.from({ length: rows * perRow }, (_, index) => {
    const row = String.fromCharCode(65 + Math.floor(index / perRow));
    const number = (index % perRow) + 1;
    return {
      id: `${row}${number}`,
      row,
      number,
      x: number + 0.5,
      y: 1 + row.charCodeAt(0) - 65,
      category: 'standard',
    };
  });
}
