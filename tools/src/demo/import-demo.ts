/** Puts the demo cinema into a database. */
import { catalogueModels } from '@foyer/api/features/catalogue/catalogue-models';
import { createCatalogueRepository } from '@foyer/api/features/catalogue/catalogue.repository';
import { createImportRepository } from '@foyer/api/features/catalogue/import/import.repository';
import { importCatalogue, type ImportCounts } from '@foyer/api/features/catalogue/import/import.service';
import { migrate } from '@foyer/api/platform/indexes';
import { connectMongo } from '@foyer/api/platform/mongo';
import { demoCinema, demoCinemaName } from './demo-cinema.ts';

export type DemoOptions = {
  readonly mongoUri: string;
  readonly dbName?: string;
  readonly now?: Date;
};

/**
 * Adds the seven days from now; what is there already stays. Answers null and does nothing where another cinema lives
 * in the database: somebody imported their own.
 */
export async function importDemo(options: DemoOptions): Promise<ImportCounts | null> {
  const { mongoUri, dbName = 'foyer', now = new Date() } = options;
  const connection = await connectMongo({
    uri: mongoUri,
    database: dbName,
    serverSelectionTimeoutMs: 5_000,
  });
  try {
    await migrate(connection, catalogueModels(connection));
    const cinema = await createCatalogueRepository(connection).findCinema();
    if (cinema !== null && cinema.name !== demoCinemaName) return null;
    const text = JSON.stringify(demoCinema(now), null, 1);
    const result = await importCatalogue(text, { repository: createImportRepository(connection) });
    if (!result.ok) {
      const [first] = result.faults;
      throw new Error(`The demo cinema is not valid: ${first?.path} ${first?.message}.`);
    }
    return result.counts;
  } finally {
    await connection.close();
  }
}
