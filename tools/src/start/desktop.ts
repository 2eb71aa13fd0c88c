/** The counter's window as `npm start` opens it. */
import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { checkoutFolder } from '../checkout.ts';
import { type Child, spawned, startChild, superviseChild } from '../engines/child.ts';
import { freePort } from '../engines/ports.ts';
import { run } from '../runtimes/run.ts';
import { tapLines } from './line-tap.ts';

const desktopFolder = join(checkoutFolder, 'desktop');
const built = [
  'dist/main/main.cjs',
  'dist/preload/preload.cjs',
  'dist/preload-guest/guest.cjs',
  'dist/renderer/index.html',
  'dist/renderer/guest.html',
];
const sources = [
  'desktop/src',
  'shared/src',
  'desktop/build.ts',
  'desktop/vite.config.ts',
  'desktop/package.json',
];

/** Builds the desktop if it is missing or older than its sources. Throws the builder's complaint. */
export async function buildDesktopIfOld(say: (line: string) => void): Promise<void> {
  const builtAt = await Promise.all(built.map((name) => changedAt(join(desktopFolder, name))));
  const changed = await Promise.all(sources.map((name) => newestIn(join(checkoutFolder, name))));
  if (Math.min(...builtAt) >= Math.max(...changed)) return;
  say('building the counter');
  const result = await run(process.execPath, ['build.ts'], { cwd: desktopFolder });
  if (result.code !== 0) throw new Error(`The counter could not be built: ${result.stderr.trim()}`);
}

export type CounterOptions = {
  /** Electron's program. */
  readonly electron: string;
  readonly apiUrl: string;
  readonly userDataFolder: string;
  readonly logFile: string;
  /** vite's dev server, where the page is to reload by itself. */
  readonly rendererUrl?: string | undefined;
  /** Set where this process has no display of its own. */
  readonly display?: string | undefined;
  readonly onLine?: (line: string) => void;
};

/** Opens the window; its program runs until the window is closed. */
export async function openCounter(options: CounterOptions): Promise<Child> {
  // Chromium refuses its sandbox to root.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(options.electron, [...flags, desktopFolder], {
    cwd: desktopFolder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      FOYER_API_URL: options.apiUrl,
      FOYER_USER_DATA: options.userDataFolder,
      ...(options.rendererUrl === undefined ? {} : { FOYER_RENDERER_URL: options.rendererUrl }),
      ...(options.display === undefined ? {} : { DISPLAY: options.display }),
    },
  });
  const onLine = options.onLine ?? (() => undefined);
  tapLines([child.stdout, child.stderr], { file: options.logFile, onLine });
  await spawned(child, 'The counter');
  return superviseChild(child, { name: 'The counter', graceMs: 3_000 });
}

/** vite's dev server for the page. Throws if it does not answer within 20 s. */
export async function startRendererServer(logFile: string): Promise<Child & { readonly url: string }> {
  const port = await freePort();
  const vite = createRequire(join(desktopFolder, 'package.json')).resolve('vite/package.json');
  const child = await startChild({
    name: 'vite',
    command: process.execPath,
    args: [join(vite, '..', 'bin', 'vite.js'), '--port', String(port), '--strictPort', '--host', '127.0.0.1'],
    cwd: desktopFolder,
    logFile,
    graceMs: 2_000,
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const reply = await fetch(url).catch(() => undefined);
    await reply?.body?.cancel();
    if (reply !== undefined) return { ...child, url };
    await delay(50);
  }
  await child.stop();
  throw new Error(`vite did not answer at ${url}; see ${logFile}.`);
}

/** Milliseconds since 1970; -Infinity for what is not there, so that it counts as older than anything. */
async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => -Infinity,
  );
}

async function newestIn(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true }).catch(() => []);
  const times = await Promise.all([path, ...entries.map((name) => join(path, name))].map(changedAt));
  return Math.max(...times);
}
