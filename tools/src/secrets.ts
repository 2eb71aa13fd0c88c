/** `npm run secrets`: looks through every file that git knows or would add. Exits 1 if one of them carries a secret. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findSecrets, type SecretHit } from './check/find-secrets.ts';
import { checkoutFolder } from './checkout.ts';
import { run } from './runtimes/run.ts';

const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];

/** A file that git still lists and that is gone has nothing to tell. */
async function hitsIn(path: string): Promise<readonly SecretHit[]> {
  const text = await readFile(join(checkoutFolder, path), 'utf8').catch(() => '');
  return findSecrets(path, text);
}

async function main(): Promise<number> {
  const { code, stdout } = await run('git', listing, { cwd: checkoutFolder });
  if (code !== 0) {
    console.log('no git checkout here: no file was looked through');
    return 0;
  }
  const paths = stdout.split('\0').filter((path) => path !== '');
  const hits = (await Promise.all(paths.map(hitsIn))).flat();
  for (const { path, line, what } of hits) console.log(`${path}:${line} looks like ${what}`);
  console.log(`${paths.length} files, ${hits.length} secrets`);
  return hits.length === 0 ? 0 : 1;
}

process.exitCode = await main();
