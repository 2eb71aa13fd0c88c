// @vitest-environment node
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type KeyStore, Vault } from './vault.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-vault-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Stands for the system's key store, which test machines don't have; it turns bytes round, no more. */
const keyStore: KeyStore = {
  isUsable: () => true,
  encrypt: (text) => Buffer.from(text, 'utf8').reverse(),
  decrypt: (sealed) => Buffer.from(sealed).reverse().toString('utf8'),
};
const noKeyStore: KeyStore = { ...keyStore, isUsable: () => false };

test('hands a token to the next start of the program, sealed in between', async () => {
  await open().write('session', 'token-1');
  expect(await readFile(join(folder, 'profile', 'session.sealed'), 'utf8')).not.toContain('token-1');
  expect(await open().read('session')).toBe('token-1');
});

test('never writes anything where there is no key store', async () => {
  const vault = open({ keyStore: noKeyStore });
  await vault.write('session', 'token-1');
  expect(vault.keeps).toBe('memory');
  expect(await vault.read('session')).toBe('token-1');
  await expect(readFile(join(folder, 'profile', 'session.sealed'))).rejects.toThrow('ENOENT');
  expect(await open({ keyStore: noKeyStore }).read('session')).toBeNull();
});

test('never hands a token to another API than the one that gave it', async () => {
  await open().write('session', 'token-1');
  expect(await open({ apiUrl: 'https://elsewhere.example' }).read('session')).toBeNull();
});

test('forgets for good', async () => {
  const vault = open();
  await vault.write('session', 'token-1');
  await vault.clear('session');
  expect(await vault.read('session')).toBeNull();
  expect(await open().read('session')).toBeNull();
});

test('keeps each entry for itself, and forgets one without the other', async () => {
  const vault = open();
  await vault.write('session', 'token-1');
  await vault.write('till', 'key-1');
  await vault.clear('session');
  expect([await open().read('session'), await open().read('till')]).toEqual([null, 'key-1']);
});

test('takes no entry’s file for another’s', async () => {
  await open().write('session', 'token-1');
  const file = join(folder, 'profile', 'session.sealed');
  await copyFile(file, join(folder, 'profile', 'till.sealed'));
  expect(await open().read('till')).toBeNull();
});

test('counts a file that cannot be opened as none', async () => {
  await open().write('session', 'token-1');
  await writeFile(join(folder, 'profile', 'session.sealed'), 'rubbish');
  expect(await open().read('session')).toBeNull();
});

function open(given: { readonly keyStore?: KeyStore; readonly apiUrl?: string } = {}): Vault {
  return new Vault({
    keyStore: given.keyStore ?? keyStore,
    folder: join(folder, 'profile'),
    apiUrl: given.apiUrl ?? 'https://api.example',
  });
}
