import { argon2, hkdfSync, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { UserId } from '@foyer/shared/ids';
import type { Secret } from '../../platform/secret.ts';
import { isSame } from '../identity/secrets.ts';
import type { PinHash, PinHasher } from './pin.ts';

/** The least of memory and passes that OWASP's Password Storage Cheat Sheet names for argon2id, with one lane. */
const cost = { memoryKib: 19_456, passes: 2 };

/** Node computes it on a thread of its pool. */
const compute = promisify(argon2);

/**
 * Hashes PINs with argon2id. So few digits would be found from any stored hash within minutes, so a server key is part
 * of it (RFC 9106, `secret`), which no database holds; the person's id is, too, so that no hash fits somebody else.
 */
export function createPinHasher(
  signingKeys: readonly { readonly kid: string; readonly secret: Secret }[],
): PinHasher {
  const peppers = new Map(signingKeys.map(({ kid, secret }) => [kid, pepperOf(secret)]));
  const [newest] = peppers;
  if (!newest) throw new Error('a signing key is needed to derive the PINs’ key from');
  const [newestId, newestPepper] = newest;

  async function hashWith(
    pepper: Buffer,
    { userId, pin }: { readonly userId: UserId; readonly pin: string },
    { salt, memoryKib, passes }: Omit<PinHash, 'keyId' | 'hash'>,
  ): Promise<string> {
    const bytes = await compute('argon2id', {
      message: pin,
      nonce: Buffer.from(salt, 'base64url'),
      parallelism: 1,
      tagLength: 32,
      memory: memoryKib,
      passes,
      secret: pepper,
      associatedData: Buffer.from(userId, 'utf8'),
    });
    return bytes.toString('base64url');
  }

  return {
    hash: async (userId, pin) => {
      const terms = { salt: newSalt(), ...cost };
      return { keyId: newestId, ...terms, hash: await hashWith(newestPepper, { userId, pin }, terms) };
    },
    matches: async (userId, pin, stored) => {
      const pepper = stored && peppers.get(stored.keyId);
      const terms = stored ?? { salt: newSalt(), ...cost };
      const computed = await hashWith(pepper ?? newestPepper, { userId, pin }, terms);
      return stored !== null && pepper !== undefined && isSame(computed, stored.hash);
    },
  };
}

function newSalt(): string {
  return randomBytes(16).toString('base64url');
}

function pepperOf(secret: Secret): Buffer {
  return Buffer.from(hkdfSync('sha256', secret.reveal(), '', 'foyer pin', 32));
}
