/** `npm run import -- FILE.json`: takes a catalogue over, or lists everything that is wrong with it, line by line. */
import { readFile } from 'node:fs/promises';
import { catalogueModels } from '@foyer/api/features/catalogue/catalogue-models';
import { createImportRepository } from '@foyer/api/features/catalogue/import/import.repository';
import {
  importCatalogue,
  type ImportCounts,
  type ImportResult,
} from '@foyer/api/features/catalogue/import/import.service';
import { migrate } from '@foyer/api/platform/indexes';
import { connectMongo } from '@foyer/api/platform/mongo';
import { StartupError } from '@foyer/api/platform/unavailable';
import { keptMongoUri } from './kept-engines.ts';

const mostFaultsShown = 200;
const noDatabase = 'No database answers: run "npm start" first, or set MONGO_URI.';

async function main(): Promise<void> {
  const [file, ...more] = process.argv.slice(2);
  if (file === undefined || more.length > 0) throw new Error('Usage: npm run import -- FILE.json');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const result = await importText(text);
  if (result.ok) {
    console.log(`${file}: ${countsSentence(result.counts)}`);
    return;
  }
  for (const { line, path, message } of result.faults.slice(0, mostFaultsShown)) {
    console.error(`${file}:${line}: ${path === '' ? 'the file' : path} ${message}`);
  }
  const hidden = result.faults.length - mostFaultsShown;
  if (hidden > 0) console.error(`… and ${hidden} more`);
  throw new Error(`${result.faults.length} fault(s); nothing was imported.`);
}

async function importText(text: string): Promise<ImportResult> {
  const uri = process.env['MONGO_URI'] || (await keptMongoUri());
  if (uri === undefined) throw new Error(noDatabase);
  const connection = await connectMongo({
    uri,
    database: process.env['MONGO_DB'] || 'foyer',
    serverSelectionTimeoutMs: 3_000,
  });
  try {
    await migrate(connection, catalogueModels(connection));
    return await importCatalogue(text, { repository: createImportRepository(connection) });
  } finally {
    await connection.close();
  }
}

function countsSentence(counts: ImportCounts): string {
  return Object.entries(counts)
    .map(([kind, { created, updated, unchanged }]) => {
      return `${kind} ${created} created, ${updated} updated, ${unchanged} unchanged`;
    })
    .join('; ');
}

try {
  await main();
} catch (error) {
  const isAway = error instanceof StartupError && !process.env['MONGO_URI'];
  console.error(isAway ? noDatabase : error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
