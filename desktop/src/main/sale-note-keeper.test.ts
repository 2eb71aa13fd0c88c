// @vitest-environment node
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SaleNote } from '../bridge/sale-note.ts';
import { SaleNoteKeeper } from './sale-note-keeper.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-note-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const note = SaleNote.parse({
  key: 'key-1',
  person: 'usr_1',
  showtimeId: 'sho_1',
  seats: ['F12'],
  totalMinor: 1300,
});

test('remembers a sale over the end of the program, until that very sale is answered', async () => {
  const file = join(folder, 'profile', 'sale.json');
  await new SaleNoteKeeper(file).begin(note);
  const after = new SaleNoteKeeper(file);
  expect(await after.read()).toEqual(note);
  await after.end('key-2');
  expect(await after.read()).toEqual(note);
  await after.end('key-1');
  expect(await after.read()).toBeNull();
  await after.end('key-1');
});

test('knows of nothing where the file makes no sense', async () => {
  await writeFile(join(folder, 'sale.json'), '{"key":');
  expect(await new SaleNoteKeeper(join(folder, 'sale.json')).read()).toBeNull();
});
