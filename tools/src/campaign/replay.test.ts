import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCampaignOptions } from './options.ts';
import { asKept, compareHistories } from './replay.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-replay-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function history(name: string, asked: readonly string[], faults: readonly string[]): Promise<string> {
  const options = { actors: 2, nodes: 3, mongoReplicas: 3, strikes: faults };
  const head = { kind: 'head', format: 1, seed: 9, operations: 50, startedAtMs: 0, clockSkewMs: 0, options };
  const lines = [
    head,
    ...faults.map((fault) => ({ kind: 'fault', fault, at: 0, phase: 'strikes', losesHolds: false })),
    ...asked.map((showtime, op) => ({
      kind: 'invoke',
      op,
      actor: 'a1',
      node: 0,
      at: op,
      call: { does: 'best', showtime, count: 1 },
    })),
  ];
  const file = join(folder, name);
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  return file;
}

test('a replay takes size, house and order of faults from the kept history', async () => {
  const file = await history('kept.jsonl', [], ['wipe', 'kill', 'wipe']);
  const planned = await asKept(readCampaignOptions(['--replay', '9', '--operations', '7']), () => file);
  expect(planned).toMatchObject({
    seed: 9,
    operations: 50,
    actors: 2,
    nodes: 3,
    stack: { mongoReplicas: 3 },
    strikes: ['wipe', 'kill', 'wipe'],
  });
});

test('two histories agree up to the first request of each actor that differs', async () => {
  const first = await history('first.jsonl', ['s1', 's2', 's3'], ['wipe', 'kill']);
  const second = await history('second.jsonl', ['s1', 's9', 's3'], ['wipe', 'wipe']);
  expect(await compareHistories(first, second)).toContain('1 of 3 requests; 1 of 2 faults');
});

test('a history that does not say how it was made can not be repeated', async () => {
  const file = join(folder, 'bare.jsonl');
  await writeFile(file, '');
  await expect(asKept(readCampaignOptions(['--replay', '9']), () => file)).rejects.toThrow('how it was made');
});
