/**
 * Makes a runnable, unpacked counter in `.foyer/package`: builds, finds an Electron on this machine and has
 * electron-builder wrap it with the settings of electron-builder.yml.
 */
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkoutFolder } from '@foyer/tools/checkout';
import { findElectron } from '@foyer/tools/runtimes/electron';
import { run } from '@foyer/tools/runtimes/run';
import { type AfterPackContext, build, type Configuration } from 'electron-builder';

const folder = dirname(fileURLToPath(import.meta.url));
/** The first Electron whose fuse wire knows of `file://` and its privileges. */
const fileProtocolFuseSince = 29;

const built = await run(process.execPath, ['build.ts'], { cwd: folder });
if (built.code !== 0) throw new Error(built.stderr);
const electron = await findElectron();
const config: Configuration = {
  extends: join(checkoutFolder, 'electron-builder.yml'),
  electronDist: dirname(electron.path),
  electronVersion: electron.version,
  afterPack: removeForeignApplication,
  ...(Number.parseInt(electron.version, 10) >= fileProtocolFuseSince && {
    electronFuses: { grantFileProtocolExtraPrivileges: false },
  }),
};
// Nobody looks for certificates here: signing belongs to a release.
process.env['CSC_IDENTITY_AUTO_DISCOVERY'] = 'false';
const made = await build({ projectDir: checkoutFolder, dir: true, publish: 'never', config });
const pinned = createRequire(import.meta.url)('electron/package.json') as { readonly version: string };
if (pinned.version !== electron.version)
  console.log(`Electron ${electron.version} is not the ${pinned.version} that tills get: for trying only`);
console.log(`packaged on Electron ${electron.version}: ${made.join(', ') || '.foyer/package'}`);

/** The Electron of the development runtimes carries a folder application; the product has its archive alone. */
async function removeForeignApplication({ packager, appOutDir }: AfterPackContext): Promise<void> {
  await rm(join(packager.getResourcesDir(appOutDir), 'app'), { recursive: true, force: true });
}
