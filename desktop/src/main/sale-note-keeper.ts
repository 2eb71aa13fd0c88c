import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SaleNote } from '../bridge/sale-note.ts';
import { syncFolder, writeDurably } from './durable-file.ts';
import { InTurn } from './in-turn.ts';

/** Remembers over a crash which sale was being sent. One at a time: a till serves one guest after the other. */
export class SaleNoteKeeper {
  readonly #file: string;
  readonly #turns = new InTurn();

  constructor(file: string) {
    this.#file = file;
  }

  /** Null too where what is there can't be understood. */
  read(): Promise<SaleNote | null> {
    return this.#turns.run(() => this.#read());
  }

  begin(note: SaleNote): Promise<void> {
    return this.#turns.run(async () => {
      await mkdir(dirname(this.#file), { recursive: true });
      await writeDurably(this.#file, JSON.stringify(note));
    });
  }

  /** The sale has been answered. A note about another one stays. */
  end(key: string): Promise<void> {
    return this.#turns.run(async () => {
      if ((await this.#read())?.key !== key) return;
      await rm(this.#file);
      await syncFolder(dirname(this.#file));
    });
  }

  async #read(): Promise<SaleNote | null> {
    try {
      return SaleNote.parse(JSON.parse(await readFile(this.#file, 'utf8')));
    } catch {
      return null;
    }
  }
}
