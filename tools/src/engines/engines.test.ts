import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { startMongo } from './mongo.ts';
import { freePort, requireFree } from './ports.ts';
import { startRedis } from './redis.ts';
import { removeAbandonedFolders, testFolder } from './test-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-engines-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('the run has a replica set that takes majority writes and transactions', async () => {
  const client = await new MongoClient(inject('mongoUri')).connect();
  const things = client.db(`engines-${process.pid}`).collection('things');
  await client.withSession((session) =>
    session.withTransaction(() => things.insertOne({ name: 'one' }, { session })),
  );
  expect(await things.countDocuments()).toBe(1);
  await things.drop();
  await client.close();
});

test('mongod comes back on its port with its data', async () => {
  const first = await startMongo({ dataDir: folder });
  const writing = await new MongoClient(first.uri).connect();
  await writing.db('a').collection('b').insertOne({ kept: true });
  await writing.close();
  await first.stop();
  const second = await startMongo({ dataDir: folder });
  const reading = await new MongoClient(second.uri).connect();
  const found = await reading.db('a').collection('b').findOne({ kept: true });
  await reading.close();
  await second.stop();
  expect([second.port, found?.['kept']]).toEqual([first.port, true]);
});

test('an engine whose starter was killed is stopped before the next start', async () => {
  const script = `import(process.argv[1]).then(async ({ startRedis }) => {
    const { port } = await startRedis({ dataDir: process.argv[2] });
    console.log(port);
    process.kill(process.pid, 'SIGKILL');
  })`;
  const starter = spawn(process.execPath, ['-e', script, join(import.meta.dirname, 'redis.ts'), folder]);
  const [printed] = (await once(starter.stdout, 'data')) as [Buffer];
  await once(starter, 'exit');
  const orphanPort = Number(printed.toString());
  await expect(requireFree('a probe', orphanPort)).rejects.toThrow('in use');
  const redis = await startRedis({ dataDir: folder });
  await redis.stop();
  expect(redis.port).toBe(orphanPort);
});

test('a port in use is one clear sentence', async () => {
  const port = await freePort();
  const squatter = createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  await expect(startRedis({ dataDir: folder, port })).rejects.toThrow(
    `Port ${port} for redis-server is in use by another program.`,
  );
  squatter.close();
});

test('an engine that does not come up says why', async () => {
  const broken = startRedis({ dataDir: folder, extraArgs: ['--no-such-setting', '1'] });
  await expect(broken).rejects.toThrow(/^redis-server stopped by itself with code 1: .+/);
  await expect(readFile(join(folder, 'redis-server.log'), 'utf8')).resolves.toContain('no-such-setting');
});

test('what a killed test run left running is stopped by the next, wherever it lies in its folder', async () => {
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(gone, 'exit');
  const abandoned = await mkdtemp(join(tmpdir(), `foyer-test-${gone.pid ?? 0}-`));
  const mine = await testFolder();
  const [left, kept] = await Promise.all([
    startRedis({ dataDir: join(abandoned, 'data', 'redis-1') }),
    startRedis({ dataDir: join(mine, 'redis') }),
  ]);
  await removeAbandonedFolders();
  await left.exited;
  await expect(access(abandoned)).rejects.toThrow('ENOENT');
  expect((await kept.stop()).forced).toBe(false);
  await rm(mine, { recursive: true, force: true });
});
