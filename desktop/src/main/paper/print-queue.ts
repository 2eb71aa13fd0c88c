import type { PaperJob, PaperSale } from '../../bridge/paper.ts';
import {
  isForgettable,
  isRevivable,
  isTriedByItself,
  type KeptJob,
  newJob,
  opensDrawer,
  type PaperContent,
  pauseMs,
  restored,
  saleJobId,
  seenByWindow,
} from './job.ts';
import type { JobFolder } from './job-folder.ts';
import type { PrintOutcome, PrintSteps } from './network-printer.ts';

export interface QueueParts {
  readonly folder: JobFolder;
  /** Puts the job on paper; `withDrawer` opens the drawer before, also where no paper can come now. */
  readonly print: (job: KeptJob, withDrawer: boolean, steps: QueueSteps) => Promise<PrintOutcome>;
  readonly till: () => string | null;
  readonly now: () => Date;
  readonly onChange: () => void;
  readonly reportDefect: (error: unknown) => void;
}

export type QueueSteps = Pick<PrintSteps, 'onSending' | 'onTrouble'>;

/**
 * What is to be printed, on disk before anybody is told that it will be. One job at a time; a job that may have been
 * printed is never printed again by itself.
 */
export class PrintQueue {
  readonly #parts: QueueParts;
  readonly #jobs = new Map<string, KeptJob>();
  #disk = Promise.resolve();
  #restored: Promise<void> = Promise.resolve();
  #isRunning = false;
  #isStopped = false;
  #failures = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  get jobs(): readonly PaperJob[] {
    return [...this.#jobs.values()].map(seenByWindow);
  }

  /** Takes up what an earlier run of the program left; what is added meanwhile comes after it. */
  restore(): Promise<void> {
    const done = this.#restore();
    this.#restored = done.catch(() => undefined);
    return done;
  }

  async #restore(): Promise<void> {
    for (const job of await this.#parts.folder.load()) await this.#put(restored(job, this.#parts.now()));
    this.#start();
  }

  addSale(sale: PaperSale): Promise<void> {
    return this.add(saleJobId(sale.bookingId), { kind: 'SALE', sale });
  }

  /** A job of this name that is known already stays as it is, printed or not. */
  async add(id: string, content: PaperContent): Promise<void> {
    await this.#restored;
    if (this.#jobs.has(id)) return;
    await this.#put(newJob(id, content, { till: this.#parts.till(), at: this.#parts.now() }));
    this.#start();
  }

  /** Tries now, also what waits for a person. */
  async retry(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (job?.state === 'WAITING') await this.#put({ ...job, tries: 0 });
    this.#start();
  }

  /** Tries all that waits now, also what waits for a person. */
  async retryAll(): Promise<void> {
    for (const { id } of this.jobs.filter(({ state }) => state === 'WAITING')) await this.retry(id);
  }

  /** A person has looked at the printer: whether a job that nobody could be sure of has come out whole. */
  async settle(id: string, hasComeOut: boolean): Promise<void> {
    const job = this.#jobs.get(id);
    if (job?.state !== 'UNSURE') return;
    await this.#put(hasComeOut ? done(job, false) : { ...job, state: 'WAITING', trouble: null, tries: 0 });
    this.#start();
  }

  /** Nobody wants this paper any more. */
  async drop(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (job && job.state !== 'PRINTING') await this.#forget(id);
  }

  /** Begins nothing any more; resolves when the disk knows the rest. */
  stop(): Promise<void> {
    this.#isStopped = true;
    this.#schedule(null);
    return this.#disk;
  }

  /** Runs through what is due, unless that is happening already. */
  #start(): void {
    if (this.#isRunning || this.#isStopped) return;
    this.#isRunning = true;
    this.#schedule(null);
    void this.#run()
      .catch(this.#parts.reportDefect)
      .finally(() => {
        this.#isRunning = false;
        const isAnyLeft = [...this.#jobs.values()].some(isTriedByItself);
        if (isAnyLeft) this.#schedule(this.#failures === 0 ? 0 : pauseMs(this.#failures - 1));
      });
  }

  async #run(): Promise<void> {
    for (;;) {
      for (const { id } of [...this.#jobs.values()].filter((job) => isForgettable(job, this.#parts.now())))
        await this.#forget(id);
      const next = [...this.#jobs.values()].find(isTriedByItself);
      if (!next || this.#isStopped) return;
      const outcome = await this.#print(next);
      // What keeps one paper from coming out keeps the others, too.
      this.#failures = outcome.kind === 'not-sent' ? this.#failures + 1 : 0;
      if (outcome.kind === 'printed') await this.#revive();
      if (outcome.kind === 'not-sent') return;
    }
  }

  async #revive(): Promise<void> {
    for (const job of [...this.#jobs.values()].filter((job) => isRevivable(job, this.#parts.now())))
      await this.#put({ ...job, tries: 0 });
  }

  async #print(job: KeptJob): Promise<PrintOutcome> {
    const withDrawer = opensDrawer(job, this.#parts.now());
    const printing: KeptJob = { ...job, state: 'PRINTING', drawerIsDue: false, trouble: null };
    const outcome = await this.#parts
      .print(job, withDrawer, {
        onSending: () => this.#put(printing),
        onTrouble: (trouble) => this.#show({ ...printing, trouble }),
      })
      .catch((error: unknown) => this.#failed(job, error));
    switch (outcome.kind) {
      case 'printed':
        await this.#put(done(printing, outcome.isConfirmed));
        break;
      case 'unsure':
        await this.#put({ ...printing, state: 'UNSURE', trouble: outcome.trouble });
        break;
      case 'not-sent':
        await this.#put({
          ...job,
          drawerIsDue: job.drawerIsDue && !outcome.hasPassedUrgent,
          trouble: outcome.trouble,
          tries: job.tries + 1,
        });
        break;
    }
    return outcome;
  }

  /** A defect of ours: whether anything has left is known all the same. */
  #failed({ id }: KeptJob, error: unknown): PrintOutcome {
    this.#parts.reportDefect(error);
    const hasBegun = this.#jobs.get(id)?.state === 'PRINTING';
    if (hasBegun) return { kind: 'unsure', trouble: 'interrupted' };
    return { kind: 'not-sent', trouble: 'interrupted', hasPassedUrgent: false };
  }

  /** Resolves when the disk knows, or has been given up. */
  #put(job: KeptJob): Promise<void> {
    this.#show(job);
    return this.#store(job.id);
  }

  #forget(id: string): Promise<void> {
    this.#jobs.delete(id);
    this.#parts.onChange();
    return this.#store(id);
  }

  /** One write after the other, each of what is known by then. */
  #store(id: string): Promise<void> {
    this.#disk = this.#disk.then(() => this.#write(id));
    return this.#disk;
  }

  async #write(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    try {
      if (job) return await this.#parts.folder.save(job);
    } catch (error) {
      this.#parts.reportDefect(error);
    }
    // A full disk takes no file and still gives one up: better none than one that would print again.
    await this.#parts.folder.remove(id).catch(this.#parts.reportDefect);
  }

  #show(job: KeptJob): void {
    this.#jobs.set(job.id, job);
    this.#parts.onChange();
  }

  #schedule(delayMs: number | null): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = delayMs === null ? null : setTimeout(() => this.#start(), delayMs);
  }
}

function done(job: KeptJob, isConfirmed: boolean): KeptJob {
  return { ...job, state: 'PRINTED', trouble: null, isConfirmed, content: null };
}
