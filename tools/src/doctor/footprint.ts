/** How much room the installation takes. */
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkoutFolder } from '../checkout.ts';
import { openCache } from '../runtimes/cache.ts';

const mebibyte = 1024 * 1024;

/** Lines such as `node_modules 512 MiB`, the runtimes one by one. */
export async function footprint(): Promise<readonly string[]> {
  const lines = [`node_modules ${await mebibytesOf(join(checkoutFolder, 'node_modules'))} MiB`];
  for (const folder of openCache().folders) {
    for (const name of await readdir(folder).catch(() => [])) {
      lines.push(`runtime ${name} ${await mebibytesOf(join(folder, name))} MiB`);
    }
  }
  return lines;
}

async function mebibytesOf(path: string): Promise<number> {
  return Math.round((await bytesOf(path)) / mebibyte);
}

/** Links count as themselves: the workspaces inside node_modules are links. */
async function bytesOf(path: string): Promise<number> {
  const found = await lstat(path);
  if (!found.isDirectory()) return found.size;
  let bytes = 0;
  for (const name of await readdir(path)) bytes += await bytesOf(join(path, name));
  return bytes;
}
