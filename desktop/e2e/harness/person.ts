/**
 * Who the counter runs as. Chromium refuses its sandbox to root, and a suite without the sandbox would show nothing: as
 * root, everything is laid out where an ordinary user can read it and started as that user.
 */
import { access, chmod, chown, copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { checkoutFolder } from '@foyer/tools/checkout';
import { run } from '@foyer/tools/runtimes/run';

/** An id that no distribution gives to anybody. */
const ordinaryId = 64_123;

export const isRoot = process.getuid?.() === 0;

/** Names, in the environment, the folder of another built counter to attack than this checkout's: `guards/main.ts`. */
export const builtCounter = 'FOYER_BUILT_COUNTER';

/** A folder of one run, readable for everybody, with the program and the built application in it. */
export interface Stage {
  readonly folder: string;
  /** What to execute: Electron itself, or a script that starts it as an ordinary user. */
  readonly executable: string;
  readonly application: string;
  readonly remove: () => Promise<void>;
}

export async function openStage(electron: string): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-e2e-'));
  await chmod(folder, 0o755);
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  const desktop = process.env[builtCounter] ?? join(checkoutFolder, 'desktop');
  if (!isRoot) return { folder, executable: electron, application: desktop, remove };
  const application = join(folder, 'application');
  await mkdir(application);
  await copyFile(join(desktop, 'package.json'), join(application, 'package.json'));
  await cp(join(desktop, 'dist'), join(application, 'dist'), { recursive: true });
  const program = await reachable(electron, folder);
  return { folder, executable: await startingScript(program, folder), application, remove };
}

/** A folder that belongs to the person alone. */
export async function makeHome(stage: Stage, name: string): Promise<string> {
  const home = join(stage.folder, name);
  await mkdir(home, { mode: 0o700 });
  if (isRoot) await chown(home, ordinaryId, ordinaryId);
  return home;
}

/** The script's path; what it starts runs as an ordinary user where the suite runs as root. */
export async function startingScript(program: string, folder: string): Promise<string> {
  if (!isRoot) return program;
  const script = join(folder, `start-${basename(program)}.sh`);
  const asPerson = `setpriv --reuid=${ordinaryId} --regid=${ordinaryId} --clear-groups`;
  await writeFile(script, `#!/bin/sh\nexec ${asPerson} '${program}' "$@"\n`, { mode: 0o755 });
  return script;
}

/** The program as the person can start it: in its place, or copied; with the sandbox's helper where it is needed. */
export async function reachable(program: string, folder: string): Promise<string> {
  if (!isRoot) return program;
  const namespaces = await asPerson('unshare', ['--user', '--map-root-user', 'true']);
  if (namespaces && (await asPerson('test', ['-x', program]))) return program;
  const copy = join(folder, `${basename(program)}-copied`);
  await cp(dirname(program), copy, { recursive: true });
  const helper = join(copy, 'chrome-sandbox');
  // Without user namespaces Chromium's sandbox needs its helper to belong to root and be setuid.
  if (!namespaces && (await exists(helper))) {
    await chown(helper, 0, 0);
    await chmod(helper, 0o4755);
  }
  return join(copy, basename(program));
}

async function asPerson(command: string, args: readonly string[]): Promise<boolean> {
  const id = [`--reuid=${ordinaryId}`, `--regid=${ordinaryId}`, '--clear-groups'];
  return (await run('setpriv', [...id, command, ...args], { timeoutMs: 10_000 })).code === 0;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
