import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SaleNote } from '../bridge/sale-note.ts';
import { syncFolder, writeDurably } from './durable-file.ts';

/** Remembers over a crash which sale was being sent. One at a time: a till serves one guest after the other. */
export class SaleNoteKeeper {
  readonly #file: string;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  /** Null too where what is there can't be understood. */
  read(): Promise<SaleNote | null> {
    return this.#inTurn(() => this.#read());
  }

  begin(note: SaleNote): Promise<void> {
    return this.#inTurn(async () => {
      await mkdir(dirname(this.#file), { recursive: true });
      await writeDurably(this.#file, JSON.stringify(note));
    });
  }

  /** The sale has been answered. A note about another one stays. */
  end(key: string): Promise<void> {
    return this.#inTurn(async () => {
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

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
