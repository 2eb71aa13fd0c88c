import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SaleNote } from '../bridge/sale-note.ts';
import { syncFolder } from './durable-file.ts';
import { InTurn } from './in-turn.ts';
import { readJson, writeJson } from './json-file.ts';

/** Remembers over a crash which sale was being sent. One at a time: a till serves one guest after the other. */
export class SaleNoteKeeper {
  readonly #file: string;
  readonly #turns = new InTurn();

  constructor(file: string) {
    this.#file = file;
  }

  /** Null too where what is there can't be understood. */
  read(): Promise<SaleNote | null> {
    return this.#turns.run(() => readJson(this.#file, SaleNote));
  }

  begin(note: SaleNote): Promise<void> {
    return this.#turns.run(() => writeJson(this.#file, note));
  }

  /** The sale has been answered. A note about another one stays. */
  end(key: string): Promise<void> {
    return this.#turns.run(async () => {
      if ((await readJson(this.#file, SaleNote))?.key !== key) return;
      await rm(this.#file);
      await syncFolder(dirname(this.#file));
    });
  }
}
