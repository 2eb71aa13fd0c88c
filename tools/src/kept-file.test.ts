import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptPort } from './engines/ports.ts';
import { openSigningKey } from './identity-provider/signing-key.ts';
import { readKept, writeWhole } from './kept-file.ts';
import { openSecrets } from './start/secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-kept-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a kept file is whole, private, and leaves nothing beside it', async () => {
  const file = join(folder, 'deep', 'secret.txt');
  await writeWhole(file, 'first');
  await writeWhole(file, 'second');
  expect(await readKept(file, (text) => text)).toBe('second');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'deep'))).toEqual(['secret.txt']);
  expect(await readKept(join(folder, 'never'), (text) => text)).toBeUndefined();
});

test('what a power cut left torn is named, with what to do', async () => {
  await writeFile(join(folder, 'secrets.json'), '{"jwtSecret":"abc');
  await writeFile(join(folder, 'signing-key.pem'), '-----BEGIN PRIVATE KEY-----\nMIIEv');
  await writeFile(join(folder, 'port'), '');
  await expect(openSecrets(folder)).rejects.toThrow(`${join(folder, 'secrets.json')} can't be read`);
  const key = join(folder, 'signing-key.pem');
  await expect(openSigningKey(key)).rejects.toThrow(`${key} can't be read`);
  await expect(keptPort(folder)).rejects.toThrow(`${join(folder, 'port')} can't be read`);
});
