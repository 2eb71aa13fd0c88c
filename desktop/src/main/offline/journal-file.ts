import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../durable-file.ts';
import { entryOf, lineOf, type JournalEntry } from './journal-entry.ts';
import { faultOf, JournalFault } from './journal-fault.ts';

/** What a journal asks of its file; tests bring one whose disk is full. */
export type JournalHandle = Pick<FileHandle, 'write' | 'datasync' | 'truncate' | 'readFile' | 'close'>;

export type OpenHandle = (file: string) => Promise<JournalHandle>;

/** Made if it is not there; never cut. */
const openHandle: OpenHandle = async (file) => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a', 0o600);
  await handle.close();
  await syncFolder(dirname(file));
  return open(file, 'r+', 0o600);
};

export interface OpenedJournal {
  readonly file: JournalFile;
  readonly entries: readonly JournalEntry[];
  /** Lines that are not what was written: nobody knows what they said. */
  readonly damagedLines: number;
}

/** A file that entries are only added to. Each is on the disk before `append` resolves. */
export class JournalFile {
  readonly #handle: JournalHandle;
  #size: number;
  #fault: JournalFault | null = null;

  private constructor(handle: JournalHandle, size: number) {
    this.#handle = handle;
    this.#size = size;
  }

  /**
   * Reads what is there. What has no end of line was cut off by a crash and told to nobody: it is taken away. A whole line
   * that is not what was written never is. Throws JournalFault where the file can't be opened or cut.
   */
  static async open(path: string, openFile: OpenHandle = openHandle): Promise<OpenedJournal> {
    let handle: JournalHandle | undefined;
    try {
      handle = await openFile(path);
      const bytes = await handle.readFile();
      const size = bytes.lastIndexOf('\n') + 1;
      if (size < bytes.length) {
        await handle.truncate(size);
        await handle.datasync();
      }
      const lines = bytes.toString('utf8', 0, size).split('\n').slice(0, -1);
      const entries = lines.map(entryOf).filter((entry) => entry !== null);
      const damagedLines = lines.length - entries.length;
      return { file: new JournalFile(handle, size), entries, damagedLines };
    } catch (error) {
      await handle?.close().catch(() => undefined);
      throw faultOf(error);
    }
  }

  /** Throws JournalFault; the entry is then not in the journal, but for UNSURE, where only opening it anew tells. */
  async append(entry: JournalEntry): Promise<void> {
    if (this.#fault) throw this.#fault;
    const bytes = Buffer.from(lineOf(entry));
    try {
      await this.#writeAll(bytes);
    } catch (error) {
      await this.#takeBack();
      throw faultOf(error);
    }
    try {
      await this.#handle.datasync();
    } catch (error) {
      // What the disk has is unknown from here on, and asking again would be answered "yes" for pages that are lost.
      throw this.#giveUp(error);
    }
    this.#size += bytes.length;
  }

  close(): Promise<void> {
    this.#fault ??= new JournalFault('UNSURE');
    return this.#handle.close();
  }

  async #writeAll(bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, this.#size + done);
      done += bytesWritten;
    }
  }

  /** A half written line would stand in the way of the next one. */
  async #takeBack(): Promise<void> {
    try {
      await this.#handle.truncate(this.#size);
    } catch (error) {
      this.#giveUp(error);
    }
  }

  #giveUp(cause: unknown): JournalFault {
    this.#fault = new JournalFault('UNSURE', { cause });
    return this.#fault;
  }
}
