/** Finds a real Chromium, for tests that sign in as a person does: CHROMIUM_PATH, PATH, and as root apt-get. */
import { aptCommand, canInstallPackages, installPackages } from './apt.ts';
import { findOnPath } from './run.ts';
import { askVersion, describe, type FinderOptions, firstFound, type Program } from './runtime.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const packages = ['chromium'];

/** Says one line naming what it took. Throws `RuntimeMissing`, and a sentence if CHROMIUM_PATH does not run. */
export async function findChromium(options: FinderOptions = {}): Promise<Program> {
  const { env = process.env, say = console.log, mayFetch = true } = options;
  const given = env['CHROMIUM_PATH'];
  const found =
    given === undefined || given === ''
      ? await searchChromium(env, mayFetch)
      : await programAt(given, 'given by CHROMIUM_PATH');
  say(describe(found));
  return found;
}

function searchChromium(env: NodeJS.ProcessEnv, mayFetch: boolean): Promise<Program> {
  const sources = [{ label: 'on PATH', find: () => onPath(env, 'on PATH') }];
  const fetches = [{ label: 'by apt-get', find: () => installed(env) }];
  return firstFound('chromium', mayFetch ? [...sources, ...fetches] : sources, aptCommand(packages));
}

async function onPath(env: NodeJS.ProcessEnv, source: string): Promise<Program | undefined> {
  for (const name of names) {
    const path = await findOnPath(name, env['PATH']);
    if (path !== undefined) return programAt(path, source);
  }
  return undefined;
}

async function installed(env: NodeJS.ProcessEnv): Promise<Program | undefined> {
  if (!(await canInstallPackages())) return undefined;
  await installPackages(packages);
  return onPath(env, 'just installed by apt-get');
}

async function programAt(path: string, source: string): Promise<Program> {
  return { name: 'chromium', path, version: await askVersion({ path, args: ['--version'] }), source };
}
