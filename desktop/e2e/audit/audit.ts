/** The audit of a packaged counter: what it is made of and how it runs, held against what should be. */
import { join } from 'node:path';
import type { World } from '../harness/world.ts';
import { checkArchive, checkFolder } from './archive.ts';
import type { Check } from './check.ts';
import { checkFuses } from './fuses.ts';
import { checkRunning } from './running.ts';

/** `folder` is what `npm run package` made for Linux. */
export async function auditPackage(world: World, folder: string): Promise<readonly Check[]> {
  return [
    ...(await checkFuses(join(folder, 'foyer'))),
    ...(await checkFolder(folder)),
    ...(await checkArchive(join(folder, 'resources'))),
    ...(await checkRunning(world, folder)),
  ];
}
