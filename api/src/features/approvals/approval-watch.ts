import type { Connection, Model, mongo } from 'mongoose';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { fromNowOn } from '../../platform/mongo.ts';
import { ApprovalRecord } from './approval.ts';
import type { ApprovalRepository } from './approval.repository.ts';

export interface ApprovalWatchNeeds {
  readonly connection: Connection;
  readonly model: Model<ApprovalRecord>;
  readonly repository: Pick<ApprovalRepository, 'changedSince'>;
  /** Hears of every step on whichever node it is taken, at least once; what it is given is the newest state. */
  readonly onStep: (approval: ApprovalRecord) => void;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Steps only: a fact that leaves the outbox is none. */
const pipeline = [
  {
    $match: {
      $or: [{ operationType: 'insert' }, { 'updateDescription.updatedFields.status': { $exists: true } }],
    },
  },
];

const Change = z.object({ fullDocument: ApprovalRecord.nullish() });
const retryMs = 250;
/** How far the clocks of two nodes may differ, so that none of their steps falls into an interruption. */
const slackMs = 5_000;

/** Follows the approvals of all nodes; what happened during an interruption is told after it. */
export class ApprovalWatch {
  readonly #needs: ApprovalWatchNeeds;
  #stream: mongo.ChangeStream | undefined;
  #stopped = false;
  #wake: () => void = () => undefined;
  #following: Promise<void> = Promise.resolve();

  constructor(needs: ApprovalWatchNeeds) {
    this.#needs = needs;
  }

  /** Resolves once every later step will be told. */
  async start(): Promise<void> {
    this.#stream = await this.#open();
    this.#following = this.#follow(this.#needs.clock.now());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#stream?.close().catch(() => undefined);
    await this.#following;
  }

  async #follow(startedAt: Date): Promise<void> {
    const { clock, log, onStep, repository } = this.#needs;
    let heardAt = startedAt;
    while (!this.#stopped) {
      try {
        if (!this.#stream) {
          this.#stream = await this.#open();
          const missed = await repository.changedSince(new Date(heardAt.getTime() - slackMs));
          missed.forEach(onStep);
        }
        for await (const change of this.#stream) {
          heardAt = clock.now();
          const { fullDocument } = Change.parse(change);
          if (fullDocument) onStep(fullDocument);
        }
      } catch (error) {
        if (!this.#stopped) log.warn({ err: error }, 'following the approvals was interrupted');
      }
      await this.#stream?.close().catch(() => undefined);
      this.#stream = undefined;
      if (!this.#stopped) await this.#pause();
    }
  }

  async #open(): Promise<mongo.ChangeStream> {
    const start = await fromNowOn(this.#needs.connection);
    return this.#needs.model.collection.watch(pipeline, {
      fullDocument: 'updateLookup',
      readPreference: 'primary',
      ...start,
    });
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, retryMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
