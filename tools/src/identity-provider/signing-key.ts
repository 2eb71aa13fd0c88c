/** The key the stand-in signs with: kept in a file, so that a restart does not outdate what clients have cached. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { readKept, writeWhole } from '../kept-file.ts';

export type SigningKey = {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** SPKI, as Google's certificate endpoint gives keys to Node clients. */
  readonly publicPem: string;
};

/** Reads the key from the file, or makes one and writes it there (mode 0600); without a file it lives in memory. */
export async function openSigningKey(file?: string): Promise<SigningKey> {
  const stored = file === undefined ? undefined : await readKept(file, (text) => createPrivateKey(text));
  if (stored !== undefined) return describeKey(stored);
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  if (file !== undefined) {
    await writeWhole(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  }
  return describeKey(privateKey);
}

function describeKey(privateKey: KeyObject): SigningKey {
  const publicPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  const kid = createHash('sha256').update(publicPem).digest('hex').slice(0, 16);
  return { kid, privateKey, publicPem };
}
