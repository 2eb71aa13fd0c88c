import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { checkoutFolder } from '@foyer/tools/checkout';
import { run } from '@foyer/tools/runtimes/run';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkArchive } from './audit/archive.ts';
import { auditPackage } from './audit/audit.ts';
import { type Check, reportOf } from './audit/check.ts';
import { checkFuses } from './audit/fuses.ts';
import { checkRunning } from './audit/running.ts';
import { makeHome, reachable, startingScript } from './harness/person.ts';
import { renderersOf } from './harness/processes.ts';
import { openWorld, type World } from './harness/world.ts';

const folder = join(checkoutFolder, '.foyer', 'package', 'linux-unpacked');
const program = join(folder, 'foyer');

let world: World;
let script: string;

beforeAll(async () => {
  world = await openWorld();
  const made = await run(process.execPath, ['package.ts'], { cwd: join(checkoutFolder, 'desktop') });
  if (made.code !== 0) throw new Error(made.stderr);
  script = await startingScript(await reachable(program, world.stage.folder), world.stage.folder);
});
afterAll(() => world.close());

test('passes the audit: fuses, archive, window options, policy, bridge', async () => {
  const report = reportOf(await auditPackage(world, folder));
  console.log(report.at(-1));
  expect(report).toEqual([expect.stringMatching(/^\d\d checks, 0 deviations$/)]);
});

test('the audit sees a fuse that was flipped', async () => {
  const copy = join(world.stage.folder, 'flipped');
  await copyFile(program, copy);
  await flipFuses(copy, { version: FuseVersion.V1, [FuseV1Options.RunAsNode]: true });
  expect(reportOf(await checkFuses(copy))).toContain(
    'DEVIATION fuse RunAsNode: is "ENABLE", should be "DISABLE"',
  );
});

test.each([
  ['another file', '"preload.cjs":{', '"preload.map":{', 'archive: files beside the built counter'],
  ['a key', `"frame-ancestors 'none'"`, ['AKIA', '0123456789ABCDEF'].join(''), 'archive: secrets'],
])('the audit sees %s in the archive', async (_name, ...[from, to, deviating]) => {
  const resources = await mkdtemp(join(world.stage.folder, 'resources-'));
  await alter(join(folder, 'resources', 'app.asar'), join(resources, 'app.asar'), [[from, to]]);
  expect(deviationsOf(await checkArchive(resources))).toContain(deviating);
});

test('the audit sees a weaker policy, a window option, and another key of the bridge', async () => {
  const copy = join(world.stage.folder, 'weakened');
  await cp(folder, copy, { recursive: true });
  const archive = join(copy, 'resources', 'app.asar');
  await alter(archive, archive, [
    [`"script-src 'self'"`, `"script-src app: *"`],
    ['webSecurity: true', 'webSecurity: !"0"'],
    ['signOut:', 'signOff:'],
  ]);
  expect(deviationsOf(await checkRunning(world, copy))).toEqual([
    'option webSecurity',
    // Electron ties this one to it.
    'option allowRunningInsecureContent',
    'policy script-src',
    'bridge: keys',
  ]);
});

test('starts, with its sandbox on, and reaches the sign-in screen', async () => {
  const startedAt = performance.now();
  const counter = await start('packaged', []);
  await heard(counter, 'foyer:window-usable');
  console.log(`the packaged counter was usable after ${Math.round(performance.now() - startedAt)} ms`);
  const renderers = await renderersOf(counter.child.pid ?? 0);
  expect(renderers).toHaveLength(1);
  expect(renderers[0]).toMatch(/^Seccomp:\s+2$/m);
  await stop(counter);
});

test('can’t be turned into a Node that runs anybody’s script, nor be inspected', async () => {
  const asNode = await start('as-node', ['-e', 'console.log("node speaks")'], { ELECTRON_RUN_AS_NODE: '1' });
  await heard(asNode, 'foyer:window-usable');
  expect(asNode.stdout).not.toContain('node speaks');
  await stop(asNode);
  const inspected = await start('inspected', ['--inspect=127.0.0.1:0']);
  await heard(inspected, 'foyer:window-usable');
  expect(inspected.stderr).not.toContain('Debugger listening');
  await stop(inspected);
});

interface Running {
  readonly child: ChildProcess;
  stdout: string;
  stderr: string;
}

async function start(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const home = await makeHome(world.stage, name);
  const child = spawn(script, [...args], {
    cwd: home,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_RUNTIME_DIR: home,
      DISPLAY: world.display,
      FOYER_USER_DATA: join(home, 'profile'),
      ...env,
    },
  });
  const running: Running = { child, stdout: '', stderr: '' };
  child.stdout?.on('data', (text: Buffer) => (running.stdout += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (running.stderr += text.toString()));
  return running;
}

async function heard(running: Running, word: string): Promise<void> {
  await expect.poll(() => running.stdout, { timeout: 20_000, interval: 20 }).toContain(word);
}

/** Ends the program and its helpers: they are one process group. */
async function stop({ child }: Running): Promise<void> {
  const gone = once(child, 'exit');
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  await gone;
}

function deviationsOf(checks: readonly Check[]): readonly string[] {
  return checks.filter(({ deviation }) => deviation !== null).map(({ name }) => name);
}

/**
 * Writes the archive with texts of main and preload replaced by others of the same length, so that its head stays
 * right. The counter's preload ends with the bridge that it exposes; the guest's, which is another's, lies around it.
 */
async function alter(
  from: string,
  to: string,
  changes: readonly (readonly [string, string])[],
): Promise<void> {
  const bytes = await readFile(from);
  const end = bytes.indexOf('exposeInMainWorld("foyer"');
  for (const [text, replacement] of changes) {
    const at = bytes.lastIndexOf(text, end);
    if (at === -1) throw new Error(`The archive has no ${text}`);
    bytes.write(replacement.padEnd(text.length), at);
  }
  await writeFile(to, bytes);
}
