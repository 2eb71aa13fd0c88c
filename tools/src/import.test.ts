import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { demoCinema } from './demo/demo-cinema.ts';

let folder = '';
let database = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-import-'));
  database = `import-${randomUUID().slice(0, 8)}`;
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  const client = await new MongoClient(inject('mongoUri')).connect();
  await client.db(database).dropDatabase();
  await client.close();
});

type Outcome = { readonly code: number; readonly out: string; readonly err: string };

function importWith(env: Record<string, string>, ...args: string[]): Promise<Outcome> {
  const command = [join(import.meta.dirname, 'import.ts'), ...args];
  const surroundings = { PATH: process.env['PATH'], MONGO_DB: database, FOYER_DATA: folder, ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: folder, env: surroundings }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return name;
}

const cinema = JSON.stringify(demoCinema(new Date('2026-11-23T09:00:00Z')), null, 2);

test('the command tells what it made and, the second time, that nothing changed', async () => {
  const name = await file('cinema.json', cinema);
  const env = { MONGO_URI: inject('mongoUri') };
  const first = await importWith(env, name);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toContain('showtimes 140 created, 0 updated, 0 unchanged');
  expect((await importWith(env, name)).out).toContain('showtimes 0 created, 0 updated, 140 unchanged');
});

test('the command lists every fault with its line and ends with 1', async () => {
  const name = await file('broken.json', cinema.replace('"EUR"', '"euro"').replace('"Adult"', '""'));
  const { code, err } = await importWith({ MONGO_URI: inject('mongoUri') }, name);
  expect(code).toBe(1);
  const [first, second, last] = err.trim().split('\n');
  expect(first).toBe('broken.json:5: cinema.currency is not an ISO 4217 currency code');
  expect(second).toMatch(/^broken\.json:\d+: priceLists\[0\]\.ticketTypes\[0\]\.name /);
  expect(last).toBe('2 fault(s); nothing was imported.');
});

test('the command says in one sentence what it lacks', async () => {
  const name = await file('cinema.json', cinema);
  const missing = 'No database answers: run "npm start" first, or set MONGO_URI.\n';
  expect(await importWith({}, name)).toEqual({ code: 1, out: '', err: missing });
  expect((await importWith({}, 'nowhere.json')).err).toContain('nowhere.json cannot be read');
  expect((await importWith({})).err).toBe('Usage: npm run import -- FILE.json\n');
});

test('without MONGO_URI the command finds the database of npm start', async () => {
  const port = new URL(inject('mongoUri')).port;
  await file('cinema.json', cinema);
  await mkdir(join(folder, 'data', 'mongo'), { recursive: true });
  await writeFile(join(folder, 'data', 'mongo', 'port'), `${port}\n`);
  expect((await importWith({}, 'cinema.json')).out).toContain('movies 50 created');
});
