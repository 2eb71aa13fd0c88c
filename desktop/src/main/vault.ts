import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Keeps } from '../bridge/session.ts';
import { writeDurably } from './durable-file.ts';

/** The system's key store, as far as the vault needs it. */
export interface KeyStore {
  readonly isUsable: () => boolean;
  readonly encrypt: (text: string) => Buffer;
  readonly decrypt: (sealed: Buffer) => string;
}

/** What there is to keep: the session's refresh token, and the key that makes this device a till. */
export type Entry = 'session' | 'till';

const Content = z.object({ apiUrl: z.string(), entry: z.string(), secret: z.string() });

interface VaultParts {
  readonly keyStore: KeyStore;
  readonly folder: string;
  /** A secret is only ever handed back to the API that gave it. */
  readonly apiUrl: string;
}

/** Keeps secrets: each sealed by the system's key store in a file, or in memory only where there is none. */
export class Vault {
  readonly #parts: VaultParts;
  readonly #remembered = new Map<Entry, string>();

  constructor(parts: VaultParts) {
    this.#parts = parts;
  }

  get keeps(): Keeps {
    return this.#parts.keyStore.isUsable() ? 'key-store' : 'memory';
  }

  /** The kept secret, or null; a file that can't be opened any more, or is another entry's, counts as none. */
  async read(entry: Entry): Promise<string | null> {
    const remembered = this.#remembered.get(entry);
    if (remembered !== undefined || this.keeps === 'memory') return remembered ?? null;
    try {
      const opened = this.#parts.keyStore.decrypt(await readFile(this.#fileOf(entry)));
      const content = Content.parse(JSON.parse(opened));
      return content.apiUrl === this.#parts.apiUrl && content.entry === entry ? content.secret : null;
    } catch {
      return null;
    }
  }

  async write(entry: Entry, secret: string): Promise<void> {
    this.#remembered.set(entry, secret);
    if (this.keeps === 'memory') return;
    const { folder, apiUrl, keyStore } = this.#parts;
    const file = this.#fileOf(entry);
    const sealed = keyStore.encrypt(JSON.stringify({ apiUrl, entry, secret }));
    await mkdir(folder, { recursive: true });
    await writeDurably(file, sealed);
  }

  async clear(entry: Entry): Promise<void> {
    this.#remembered.delete(entry);
    await rm(this.#fileOf(entry), { force: true });
  }

  #fileOf(entry: Entry): string {
    return join(this.#parts.folder, `${entry}.sealed`);
  }
}
