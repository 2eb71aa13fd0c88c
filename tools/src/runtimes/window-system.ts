/** Finds what Electron needs to show a window: a display, or Xvfb and the desktop libraries to make one. */
import { aptCommand, canInstallPackages, installPackages } from './apt.ts';
import { findOnPath, run } from './run.ts';
import { RuntimeMissing, type Say } from './runtime.ts';

export const desktopLibraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'] as const;
const packages = ['xvfb', ...desktopLibraries, 'xdg-utils'];

export type WindowSystem =
  | { readonly kind: 'display'; readonly source: string }
  /** No screen here, but Xvfb can make one; `path` is its program. */
  | { readonly kind: 'virtual'; readonly path: string; readonly source: string };

export type WindowSystemOptions = {
  readonly say?: Say;
  readonly env?: NodeJS.ProcessEnv;
  /** False installs nothing. Default true. */
  readonly mayFetch?: boolean;
  /** The Electron whose libraries have to be there, or undefined to look for the display only. */
  readonly electronPath?: string;
};

/** True where a person may be looking: the counter can open a window. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  if (process.platform !== 'linux') return true;
  return [env['DISPLAY'], env['WAYLAND_DISPLAY']].some((name) => name !== undefined && name !== '');
}

/** Says one line naming what it took; as root on Debian it installs what is missing. Throws `RuntimeMissing`. */
export async function findWindowSystem(options: WindowSystemOptions = {}): Promise<WindowSystem> {
  const say = options.say ?? console.log;
  const found = await look(options);
  if (typeof found !== 'string') {
    say(`window system: ${found.source}`);
    return found;
  }
  if (options.mayFetch === false || !(await canInstallPackages())) {
    throw new RuntimeMissing('window system', [found], aptCommand(packages));
  }
  await installPackages(packages).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RuntimeMissing('window system', [found, reason], aptCommand(packages));
  });
  const installed = await look(options);
  if (typeof installed === 'string') {
    throw new RuntimeMissing('window system', [installed], aptCommand(packages));
  }
  say(`window system: ${installed.source}, just installed by apt-get`);
  return installed;
}

/** The window system, or a sentence saying what is missing. */
async function look({
  env = process.env,
  electronPath,
}: WindowSystemOptions): Promise<WindowSystem | string> {
  const lacking = electronPath === undefined ? [] : await missingLibraries(electronPath);
  if (lacking.length > 0) return `Electron lacks ${lacking.join(', ')}`;
  if (hasDisplay(env)) return { kind: 'display', source: displayName(env) };
  const path = await findOnPath('Xvfb', env['PATH']);
  if (path === undefined) return 'there is no display and no Xvfb on PATH';
  return { kind: 'virtual', path, source: 'Xvfb on PATH' };
}

async function missingLibraries(program: string): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [];
  const { stdout } = await run('ldd', [program], { timeoutMs: 20_000 });
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

function displayName(env: NodeJS.ProcessEnv): string {
  if (process.platform !== 'linux') return 'the desktop of this machine';
  return `the display ${env['WAYLAND_DISPLAY'] ?? env['DISPLAY'] ?? ''}`;
}
