import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { checkoutFolder } from '@foyer/tools/checkout';
import { run } from '@foyer/tools/runtimes/run';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeHome, reachable, startingScript } from './harness/person.ts';
import { renderersOf } from './harness/processes.ts';
import { openWorld, type World } from './harness/world.ts';

const program = join(checkoutFolder, '.foyer', 'package', 'linux-unpacked', 'foyer');

let world: World;
let script: string;

beforeAll(async () => {
  world = await openWorld();
  const made = await run(process.execPath, ['package.ts'], { cwd: join(checkoutFolder, 'desktop') });
  if (made.code !== 0) throw new Error(made.stderr);
  script = await startingScript(await reachable(program, world.stage.folder), world.stage.folder);
});
afterAll(() => world.close());

test('has its fuses set in the program itself', async () => {
  const fuses = await getCurrentFuseWire(program);
  const states = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.OnlyLoadAppFromAsar,
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    FuseV1Options.EnableCookieEncryption,
  ].map((fuse) => fuses[fuse]);
  const { DISABLE, ENABLE } = FuseState;
  expect(states).toEqual([DISABLE, DISABLE, DISABLE, ENABLE, ENABLE, ENABLE]);
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
