import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** The system's key store, as far as the vault needs it. */
export interface KeyStore {
  readonly isUsable: () => boolean;
  readonly encrypt: (text: string) => Buffer;
  readonly decrypt: (sealed: Buffer) => string;
}

const Content = z.object({ apiUrl: z.string(), refreshToken: z.string() });

interface VaultParts {
  readonly keyStore: KeyStore;
  readonly file: string;
  /** A token is only ever handed back to the API that gave it. */
  readonly apiUrl: string;
}

/** Keeps the refresh token: sealed by the system's key store in a file, or in memory only where there is none. */
export class Vault {
  readonly #parts: VaultParts;
  #remembered: string | null = null;

  constructor(parts: VaultParts) {
    this.#parts = parts;
  }

  get keeps(): 'key-store' | 'memory' {
    return this.#parts.keyStore.isUsable() ? 'key-store' : 'memory';
  }

  /** The kept token, or null; a file that can't be opened any more counts as none. */
  async read(): Promise<string | null> {
    if (this.#remembered !== null || this.keeps === 'memory') return this.#remembered;
    try {
      const opened = this.#parts.keyStore.decrypt(await readFile(this.#parts.file));
      const content = Content.parse(JSON.parse(opened));
      return content.apiUrl === this.#parts.apiUrl ? content.refreshToken : null;
    } catch {
      return null;
    }
  }

  async write(refreshToken: string): Promise<void> {
    this.#remembered = refreshToken;
    if (this.keeps === 'memory') return;
    const { file, apiUrl, keyStore } = this.#parts;
    const sealed = keyStore.encrypt(JSON.stringify({ apiUrl, refreshToken }));
    await mkdir(dirname(file), { recursive: true });
    // Never half a token: the old file stands until the new one is whole.
    await writeFile(`${file}.new`, sealed, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }

  async clear(): Promise<void> {
    this.#remembered = null;
    await rm(this.#parts.file, { force: true });
  }
}
