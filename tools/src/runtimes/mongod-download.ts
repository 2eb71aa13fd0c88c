/**
 * Run as a program: `node mongod-download.ts FOLDER VERSION` puts `mongod` into the folder, or exits 1 with one
 * sentence on stderr. A process of its own, because the library prints progress and reads its settings from the
 * environment at import.
 */
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DryMongoBinary } from 'mongodb-memory-server-core/lib/util/DryMongoBinary.js';
import { MongoBinary } from 'mongodb-memory-server-core/lib/util/MongoBinary.js';
import { MongoBinaryDownloadUrl } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js';

const unreachableAfterMs = 5_000;

async function download(folder: string, version: string): Promise<void> {
  const wanted = await DryMongoBinary.generateOptions({ downloadDir: folder, version });
  const address = await new MongoBinaryDownloadUrl({
    ...wanted,
    platform: process.platform,
  }).getDownloadUrl();
  const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(unreachableAfterMs) });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const path = await MongoBinary.getPath({ downloadDir: folder, version, checkMD5: true, systemBinary: '' });
  await rename(path, join(folder, 'mongod'));
}

const [folder = '', version = ''] = process.argv.slice(2);
try {
  await download(folder, version);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`its server cannot be reached (${reason})`);
  process.exitCode = 1;
}
