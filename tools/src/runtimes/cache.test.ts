import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cached, install, openCache } from './cache.ts';
import { requireSha256 } from './checksum.ts';
import { withLockFile } from './lock-file.ts';
import { askVersion, isBroken } from './runtime.ts';

const never = () => Promise.resolve(false);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a fetch that fails half-way never counts as installed and leaves nothing behind', async () => {
  const cache = { folders: [folder] };
  const failing = install(cache, 'thing-1.0', {
    isBroken: never,
    fill: async (into) => {
      await writeFile(join(into, 'thing'), 'half');
      throw new Error('the line broke');
    },
  });
  await expect(failing).rejects.toThrow('the line broke');
  expect(await cached(cache, 'thing-1.0')).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
});

test('what a killed fetch left is removed by the next one', async () => {
  const cache = { folders: [folder] };
  await mkdir(join(folder, 'thing-1.0.unfinished-abc'));
  await writeFile(join(folder, 'thing-1.0.lock'), '999999999');
  const fill = (into: string) => writeFile(join(into, 'thing'), 'whole');
  await install(cache, 'thing-1.0', { fill, isBroken: never });
  expect(await readdir(folder)).toEqual(['thing-1.0']);
});

test.each([
  ['empty', ''],
  ['cut', '#!/bin/sh\nexit 139\n'],
])('a program that is %s although its folder has its name is fetched again', async (_how, content) => {
  const program = join(folder, 'thing-1.0', 'thing');
  await mkdir(join(folder, 'thing-1.0'));
  await writeFile(program, content, { mode: 0o755 });
  const fill = (into: string) =>
    writeFile(join(into, 'thing'), '#!/bin/sh\necho thing 1.0.0\n', { mode: 0o755 });
  const recipe = {
    fill,
    isBroken: (earlier: string) => isBroken({ path: join(earlier, 'thing'), args: ['--version'] }),
  };
  const again = await install({ folders: [folder] }, 'thing-1.0', recipe);
  expect(await askVersion({ path: join(again, 'thing'), args: ['--version'] })).toBe('1.0.0');
});

test('a program that only lacks a library is not fetched again', async () => {
  const program = join(folder, 'thing');
  const complaint = 'error while loading shared libraries: libx.so.1: cannot open shared object file';
  await writeFile(program, `#!/bin/sh\necho "${complaint}" >&2\nexit 127\n`, { mode: 0o755 });
  expect(await isBroken({ path: program, args: ['--version'] })).toBe(false);
});

test('two fetches at once fill the folder once', async () => {
  const cache = { folders: [folder] };
  let fills = 0;
  const fill = async (into: string) => {
    fills += 1;
    await writeFile(join(into, 'thing'), 'whole');
  };
  const [one, two] = await Promise.all([
    install(cache, 'thing-1.0', { fill, isBroken: never }),
    install(cache, 'thing-1.0', { fill, isBroken: never }),
  ]);
  expect([one, two, fills]).toEqual([join(folder, 'thing-1.0'), join(folder, 'thing-1.0'), 1]);
});

test('the folder FOYER_CACHE takes new runtimes, the checkout is still looked into', () => {
  expect(openCache({ FOYER_CACHE: folder }).folders.at(-1)).toBe(folder);
  expect(openCache({ FOYER_CACHE: folder }).folders).toHaveLength(2);
  expect(openCache({}).folders).toHaveLength(1);
});

test('a file that is not the pinned one is refused with both checksums', async () => {
  const file = join(folder, 'some.whl');
  await writeFile(file, 'tampered');
  const pinned = '0'.repeat(64);
  await expect(requireSha256(file, pinned)).rejects.toThrow(
    /some\.whl is not the pinned file: its SHA-256 is [0-9a-f]{64}, expected 0{64}/,
  );
});

test('the lock is let go when the work fails', async () => {
  const lock = join(folder, 'a.lock');
  const failing = withLockFile(lock, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  await withLockFile(lock, async () => expect(await readFile(lock, 'utf8')).toBe(String(process.pid)));
});
