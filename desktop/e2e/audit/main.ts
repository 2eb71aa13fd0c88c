/** `npm run audit:package`: the audit of what `npm run package` made. Exits 1 on any deviation. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { stateFolder } from '@foyer/tools/checkout';
import { openWorld } from '../harness/world.ts';
import { auditPackage } from './audit.ts';
import { reportOf } from './check.ts';

const folder = join(stateFolder, 'package', 'linux-unpacked');
const isThere = await access(folder).then(
  () => true,
  () => false,
);
if (isThere) {
  const world = await openWorld();
  try {
    const checks = await auditPackage(world, folder);
    for (const line of reportOf(checks)) console.log(line);
    process.exitCode = checks.some(({ deviation }) => deviation !== null) ? 1 : 0;
  } finally {
    await world.close();
  }
} else {
  console.log('There is no packaged counter. To make it: npm run package');
  process.exitCode = 1;
}
