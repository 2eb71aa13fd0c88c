import type { AuditEvent } from '@foyer/shared/audit';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { WorkerReport } from '../../platform/periodic.ts';
import type { Delivery, SeatEventGroup } from '../seats/seat-event-group.gateway.ts';
import { seatFactOf } from './seat-facts.ts';
import { tellGaps } from './stream-gaps.ts';
import type { StreamProgressRepository } from './stream-progress.repository.ts';

export interface SeatAuditWriterOptions {
  readonly group: SeatEventGroup;
  readonly record: (events: readonly AuditEvent[]) => Promise<void>;
  /** Which of these ids the trail has. */
  readonly recorded: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly progress: StreamProgressRepository;
  readonly clock: Clock;
  readonly log: Logger;
}

const batch = 500;
const housekeepingMs = 15_000;
const retryMs = 500;
/** After a batch that was not full: facts gather meanwhile, and the next round trip to the database carries more. */
const gatherMs = 40;

/** Brings seat events into the audit: first the database, then the acknowledgement, so that a crash repeats and never loses. */
export class SeatAuditWriter {
  readonly #options: SeatAuditWriterOptions;
  #stopped = false;
  #done: Promise<void> = Promise.resolve();
  #housekeptAt = 0;
  #lastRunAt: Date | null = null;
  #lastError: string | null = null;

  constructor(options: SeatAuditWriterOptions) {
    this.#options = options;
  }

  start(): void {
    this.#done = this.#run();
  }

  /** Resolves when the batch under way is written; the caller closes the connection that reading waits on first. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }

  report(): WorkerReport {
    return { name: 'audit-writer', lastRunAt: this.#lastRunAt, lastError: this.#lastError };
  }

  async #run(): Promise<void> {
    const { group, clock, log } = this.#options;
    while (!this.#stopped) {
      try {
        await this.#keepHouse(clock.now().getTime());
        const deliveries = await group.read(batch);
        await this.#write(deliveries);
        this.#lastRunAt = clock.now();
        this.#lastError = null;
        if (deliveries.length > 0 && deliveries.length < batch) await pause(gatherMs);
      } catch (error) {
        if (this.#stopped) return;
        if (this.#lastError === null) log.error({ err: error }, 'writing seat facts to the audit failed');
        this.#lastError = error instanceof Error ? error.name : 'unknown';
        await pause(retryMs);
      }
    }
  }

  async #keepHouse(nowMs: number): Promise<void> {
    if (nowMs - this.#housekeptAt < housekeepingMs) return;
    await this.#options.group.ensure();
    await this.#write(await this.#options.group.takeAbandoned(batch));
    await tellGaps(this.#options);
    await this.#options.group.trim(nowMs);
    this.#housekeptAt = nowMs;
  }

  async #write(deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    await this.#options.record(deliveries.flatMap(({ event }) => seatFactOf(event) ?? []));
    await this.#options.progress.note(deliveries, this.#options.clock.now());
    await this.#options.group.acknowledge(deliveries);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
