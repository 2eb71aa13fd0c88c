/** Debian's and Ubuntu's packages, for what only the system can give: shared libraries and a display server. */
import { lastLine, findOnPath, run } from './run.ts';

const unreachableAfter = [
  '-o',
  'Acquire::http::Timeout=5',
  '-o',
  'Acquire::https::Timeout=5',
  '-o',
  'Acquire::Retries=0',
];

/** True where this process may install packages: root, with apt-get on PATH. */
export async function canInstallPackages(): Promise<boolean> {
  return process.getuid?.() === 0 && (await findOnPath('apt-get')) !== undefined;
}

/** The command a person types; `sudo` is left out for root. */
export function aptCommand(packages: readonly string[]): string {
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  return `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** Installs the packages; throws apt-get's own last line if it refuses. */
export async function installPackages(packages: readonly string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', [...unreachableAfter, '-qq', 'update'], { env });
  const names = await Promise.all(packages.map(nameHere));
  const args = [...unreachableAfter, '-qq', 'install', '-y', '--no-install-recommends', ...names];
  const result = await run('apt-get', args, { env });
  if (result.code !== 0)
    throw new Error(`apt-get could not install ${names.join(' ')} (${lastLine(result.stderr)})`);
}

/** Newer releases renamed some libraries for 64-bit time: `libasound2` is `libasound2t64` there. */
async function nameHere(name: string): Promise<string> {
  if (!name.startsWith('lib')) return name;
  const renamed = await run('apt-cache', ['show', '--no-all-versions', `${name}t64`]);
  return renamed.code === 0 ? `${name}t64` : name;
}
