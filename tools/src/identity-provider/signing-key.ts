/** The key the stand-in signs with: kept in a file, so that a restart does not outdate what clients have cached. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

export type SigningKey = {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** SPKI, as Google's certificate endpoint gives keys to Node clients. */
  readonly publicPem: string;
};

/** Reads the key from the file, or makes one and writes it there (mode 0600); without a file it lives in memory. */
export async function openSigningKey(file?: string): Promise<SigningKey> {
  const stored = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined);
  if (stored !== undefined) return describeKey(createPrivateKey(stored));
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  if (file !== undefined) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  return describeKey(privateKey);
}

function describeKey(privateKey: KeyObject): SigningKey {
  const publicPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  const kid = createHash('sha256').update(publicPem).digest('hex').slice(0, 16);
  return { kid, privateKey, publicPem };
}
