import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectMongo } from '@foyer/api/platform/mongo';
import { getReadiness } from '@foyer/shared/http/health';
import { sabotages } from '@foyer/tools/campaign/sabotage';
import type { CrashPoint } from '@foyer/tools/campaign/system/system-under-test';
import { freePort } from '@foyer/tools/engines/ports';
import { run } from '@foyer/tools/runtimes/run';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { optionalPackages } from '../bundle-externals.ts';
import { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';

const api = join(dirname(fileURLToPath(import.meta.url)), '..');
const database = `t-bundle-${process.pid}`;
const crashPoints: readonly CrashPoint[] = [
  'after-insert-before-charge',
  'after-charge-before-compare-and-set',
  'after-compare-and-set-before-redis',
  'between-relay-and-pull',
];
interface SourceMap {
  readonly sources: readonly string[];
}
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-bundle-'));
  for (const name of ['one', 'two']) {
    const built = await run(process.execPath, ['build.ts', '--into', join(folder, name)], { cwd: api });
    if (built.code !== 0) throw new Error(built.stderr);
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  const uri = inject('mongoUri');
  const connection = await connectMongo({ uri, database, serverSelectionTimeoutMs: 5_000 });
  await connection.dropDatabase();
  await connection.close();
});

test('two builds give the same bytes', async () => {
  const [one, two] = await Promise.all(['one', 'two'].map((name) => filesIn(join(folder, name))));
  expect(one?.map(({ name }) => name)).toEqual(expect.arrayContaining(['main.js', 'main.js.map']));
  expect(one?.filter(({ bytes }, index) => two?.[index]?.bytes.equals(bytes) !== true)).toEqual([]);
});

test('the bundle asks for nothing but Node and the packages it does without', async () => {
  const text = await readFile(join(folder, 'one', 'main.js'), 'utf8');
  const imported = text.matchAll(/^import .* from "(.+)";$|__require\("(.+?)"\)/gm);
  const foreign = [...imported].map(([, a, b]) => a ?? b ?? '').filter((name) => !isBuiltin(name));
  expect(new Set(foreign)).toEqual(new Set(optionalPackages));
});

test('the bundle has nothing of the campaign: no crash points, no faults, no switch that turns them on', async () => {
  const { sources } = JSON.parse(await readFile(join(folder, 'one', 'main.js.map'), 'utf8')) as SourceMap;
  expect(
    sources.filter((source) => /(^|\/)(tools|test)\//.test(source) && !source.includes('node_modules')),
  ).toEqual([]);
  const text = await readFile(join(folder, 'one', 'main.js'), 'utf8');
  const planted = [...crashPoints, ...sabotages, 'CAMPAIGN_', 'crashingPorts', 'sabotage'];
  expect(planted.filter((word) => text.includes(word))).toEqual([]);
  expect(text).toContain('one-claim-per-seat'); // it is the bundle that was searched
});

test('the bundle serves from a folder that has no packages', async () => {
  const port = await freePort();
  const server = spawn(process.execPath, [join(folder, 'one', 'main.js')], {
    cwd: folder,
    env: environment(port),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  server.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  try {
    const client = new Client(`http://127.0.0.1:${port}`);
    await eventually(async () => {
      expect({ exitCode: server.exitCode, said }).toEqual({ exitCode: null, said: [] });
      expect((await client.call(getReadiness)).body).toEqual({ ready: true, missing: [] });
    });
  } finally {
    server.kill('SIGTERM');
  }
  const [code] = (await once(server, 'exit')) as [number | null];
  expect({ code, said: said.join('') }).toEqual({ code: 0, said: '' });
});

/** Nobody signs in here, so the addresses of the identity provider lead nowhere. */
function environment(port: number): Record<string, string> {
  return {
    APP_ENV: 'production',
    PORT: String(port),
    MONGO_URI: inject('mongoUri'),
    MONGO_DB: database,
    REDIS_ADDR: inject('redisUrl'),
    REDIS_NAMESPACE: database,
    GOOGLE_CLIENT_ID: 'foyer-bundle',
    GOOGLE_CLIENT_SECRET: 'a secret of this test',
    GOOGLE_REDIRECT_URL: 'https://foyer.example.test/api/auth/google/callback',
    JWT_SECRET: 'a key of this test that is long enough',
    TICKET_SECRET: 'another key of this test, long enough',
    LOG_LEVEL: 'silent',
  };
}

async function filesIn(target: string): Promise<{ name: string; bytes: Buffer }[]> {
  const names = (await readdir(target, { recursive: true })).filter((name) => /\.\w+$/.test(name)).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(target, name)) })));
}
