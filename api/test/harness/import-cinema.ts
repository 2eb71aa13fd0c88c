import { catalogueModels } from '@foyer/api/features/catalogue/catalogue-models';
import type { ImportDocument } from '@foyer/api/features/catalogue/import/import-schema';
import { createImportRepository } from '@foyer/api/features/catalogue/import/import.repository';
import { importCatalogue } from '@foyer/api/features/catalogue/import/import.service';
import { migrate } from '@foyer/api/platform/indexes';
import type { Connection } from 'mongoose';

/** Puts a cinema into the database as an operator would. Throws its faults. */
export async function importCinema(connection: Connection, cinema: ImportDocument): Promise<void> {
  await migrate(connection, catalogueModels(connection));
  const text = JSON.stringify(cinema);
  const result = await importCatalogue(text, { repository: createImportRepository(connection) });
  if (result.ok) return;
  throw new Error(result.faults.map(({ path, message }) => `${path} ${message}`).join('; '));
}
