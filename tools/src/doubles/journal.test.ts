import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journal } from './journal.ts';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-journal-'));
  path = join(folder, 'deep', 'journal.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function open(): { readonly journal: Journal<number>; readonly known: number[] } {
  const known: number[] = [];
  return { journal: new Journal<number>(path, (entry) => known.push(entry)), known };
}

test('what was acknowledged is there after a restart, in order', async () => {
  const { journal } = open();
  await Promise.all(Array.from({ length: 50 }, (_, index) => journal.append(index)));
  expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(50); // on the disk before anybody closes
  await journal.close();
  const again = open();
  expect(again.known).toEqual(Array.from({ length: 50 }, (_, index) => index));
  await again.journal.close();
});

test('a line that was torn by the end of the process is dropped, and the next one is whole', async () => {
  const first = open();
  await first.journal.append(1);
  await first.journal.close();
  await appendFile(path, '{"ha');
  const second = open();
  await second.journal.append(2);
  await second.journal.close();
  const third = open();
  await third.journal.close();
  expect(third.known).toEqual([1, 2]);
});
