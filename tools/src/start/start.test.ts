import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { homeOf } from '../checkout.ts';
import { claimFolder } from './claim.ts';
import { terse } from './line-tap.ts';
import { readStartOptions } from './options.ts';
import { openSecrets } from './secrets.ts';
import { UndoStack } from './undo-stack.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('without options it opens a window on port 8080 and keeps the data', () => {
  expect(readStartOptions([])).toEqual({ headless: false, fresh: false, watch: false, port: 8080 });
});

test('options it does not know and ports that are none are refused in a sentence', () => {
  expect(readStartOptions(['--headless', '--fresh', '--port', '81']).port).toBe(81);
  expect(() => readStartOptions(['--port', 'x'])).toThrow('--port wants a number from 1 to 65535, not "x".');
  expect(() => readStartOptions(['--headles'])).toThrow("Unknown option '--headles'");
});

test('secrets are made once, for their owner only', async () => {
  const first = await openSecrets(folder);
  expect(await openSecrets(folder)).toEqual(first);
  expect(first.jwtSecret).not.toBe(first.googleClientSecret);
  expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
});

test('two runs cannot share the data, and a dead one does not keep it', async () => {
  const data = join(folder, 'data');
  const release = await claimFolder(data);
  await writeFile(`${data}.lock`, String(process.ppid));
  await expect(claimFolder(data)).rejects.toThrow(
    `Foyer already runs on this data (process ${process.ppid})`,
  );
  await writeFile(`${data}.lock`, '999999999');
  await (
    await claimFolder(data)
  )();
  await release();
  await expect(stat(`${data}.lock`)).rejects.toThrow('ENOENT');
});

test.each(['', '999999999\n'])(
  'of two runs that start at once one gets the data (claimed before by %j)',
  async (before) => {
    const data = join(folder, 'data');
    if (before !== '') await writeFile(`${data}.lock`, before);
    const outcomes = await Promise.allSettled([claimFolder(data), claimFolder(data, process.ppid)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await readdir(folder)).toEqual(['data.lock']);
  },
);

test("a claim whose owner's process id passed to another program does not keep the data", async () => {
  const stranger = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  try {
    await writeFile(join(folder, 'data.lock'), String(stranger.pid));
    await expect(claimFolder(join(folder, 'data'))).resolves.toBeTypeOf('function');
  } finally {
    stranger.kill();
  }
});

test('what was opened is undone in reverse, past a step that fails', async () => {
  const order: string[] = [];
  const complaints: string[] = [];
  const undo = new UndoStack((sentence) => complaints.push(sentence));
  undo.add('one', () => order.push('one'));
  undo.add('two', () => Promise.reject(new Error('stuck')));
  undo.add('three', () => order.push('three'));
  expect(await undo.undoAll()).toBe(false);
  expect(order).toEqual(['three', 'one']);
  expect(complaints).toEqual(['two did not stop cleanly: Error: stuck']);
});

test.each([
  ['{"level":"info","msg":"listening"}', undefined],
  [
    '{"level":"error","msg":"a step failed","err":{"message":"no line\\nstack"}}',
    'error: a step failed (no line)',
  ],
  ['plain words', 'plain words'],
  ['', undefined],
  ['    at main (file.ts:1:2)', undefined],
])('shows of the log line %j only %j', (line, shown) => {
  expect(terse(line)).toBe(shown);
});

test('another Foyer can live beside the usual one', () => {
  expect(homeOf({ FOYER_DATA: folder })).toEqual({ data: join(folder, 'data'), logs: join(folder, 'logs') });
});
