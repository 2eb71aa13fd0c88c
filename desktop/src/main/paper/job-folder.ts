import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder, writeDurably } from '../durable-file.ts';
import { KeptJob } from './job.ts';

const ending = '.json';

/** Print jobs on disk, a file each. */
export class JobFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Oldest first. A file that can't be understood is put aside, for a person to look at, and the rest goes on. */
  async load(): Promise<readonly KeptJob[]> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(ending));
    const jobs = await Promise.all(names.map((name) => this.#read(name)));
    return jobs
      .filter((job) => job !== null)
      .sort((one, other) => one.createdAt.localeCompare(other.createdAt));
  }

  /** Durable once it resolves. */
  async save(job: KeptJob): Promise<void> {
    await writeDurably(this.#fileOf(job.id), JSON.stringify(job));
  }

  async remove(id: string): Promise<void> {
    await rm(this.#fileOf(id), { force: true });
    await syncFolder(this.#folder);
  }

  async #read(name: string): Promise<KeptJob | null> {
    const file = join(this.#folder, name);
    try {
      const job = KeptJob.parse(JSON.parse(await readFile(file, 'utf8')));
      if (this.#fileOf(job.id) === file) return job;
    } catch {
      // Put aside below.
    }
    await rename(file, `${file}.damaged`);
    return null;
  }

  /** A booking's id may differ from another's in upper and lower case alone, which file systems don't all tell apart. */
  #fileOf(id: string): string {
    return join(this.#folder, `${createHash('sha256').update(id).digest('hex').slice(0, 40)}${ending}`);
  }
}
