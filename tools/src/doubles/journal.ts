/** An append-only file of JSON lines: what a double must still know after kill -9. */
import { closeSync, fdatasync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const sync = promisify(fdatasync);

export class Journal<Entry> {
  readonly #file: number;
  readonly #apply: (entry: Entry) => void;
  #waiting: string[] = [];
  #flushing: Promise<void> | undefined;

  /** Replays every whole line; the torn last line of a process that was killed is cut off. */
  constructor(path: string, apply: (entry: Entry) => void) {
    mkdirSync(dirname(path), { recursive: true });
    this.#apply = apply;
    this.#file = openSync(path, 'a+');
    const text = readFileSync(path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
    for (const line of whole.split('\n')) if (line !== '') apply(JSON.parse(line) as Entry);
  }

  /** Holds in memory at once; resolves when it, and all before it, is on the disk. Answer nobody before that. */
  append(entry: Entry): Promise<void> {
    this.#apply(entry);
    this.#waiting.push(`${JSON.stringify(entry)}\n`);
    return this.flushed();
  }

  /** Resolves when everything appended until now is on the disk. */
  async flushed(): Promise<void> {
    // A flush under way may have begun before our line came: then there is a second one.
    while (this.#flushing !== undefined || this.#waiting.length > 0) {
      this.#flushing ??= this.#flush();
      await this.#flushing;
    }
  }

  async close(): Promise<void> {
    await this.flushed();
    closeSync(this.#file);
  }

  async #flush(): Promise<void> {
    await Promise.resolve(); // lines of the same turn share one sync
    const lines = this.#waiting;
    this.#waiting = [];
    writeSync(this.#file, lines.join(''));
    await sync(this.#file);
    this.#flushing = undefined;
  }
}
