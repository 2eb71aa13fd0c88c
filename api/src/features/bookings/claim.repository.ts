import { ShowtimeId, type BookingId, type LeaseId, type SeatId } from '@foyer/shared/ids';
import type { Connection, Model, mongo } from 'mongoose';
import { z } from 'zod';
import type { Logger } from '../../platform/logger.ts';
import { fromNowOn } from '../../platform/mongo.ts';
import type { BookingRecord } from './booking.ts';

export interface Claim {
  readonly _id: BookingId | LeaseId;
  readonly kind: 'SALE' | 'LEASE';
  readonly version: number;
  readonly seats: readonly SeatId[];
  readonly status: string;
}

/** A showtime whose claims may be other than before; null: any of them. */
export type ClaimChange = ShowtimeId | null;

export interface ClaimChanges {
  /** Resolves once every later change will be told. */
  readonly started: Promise<void>;
  readonly stop: () => Promise<void>;
}

const Change = z.object({
  fullDocument: z.object({ showtimeId: ShowtimeId }).nullish(),
  updateDescription: z.object({ updatedFields: z.record(z.string(), z.unknown()) }).nullish(),
});

/** Inserts, and updates of what decides which seats a booking owns; its outbox and payments don't. */
const pipeline = [
  {
    $match: {
      $or: [
        { operationType: { $in: ['insert', 'replace'] } },
        {
          operationType: 'update',
          $or: ['status', 'claims', 'seats', 'showtimeId'].map((field) => ({
            [`updateDescription.updatedFields.${field}`]: { $exists: true },
          })),
        },
      ],
    },
  },
  { $project: { 'fullDocument.showtimeId': 1, 'updateDescription.updatedFields.showtimeId': 1 } },
];

const retryMs = 200;

/** Who owns which seats, and word of every change of that: what the live map is fed from while Redis is away. */
export class ClaimRepository {
  readonly #connection: Connection;
  readonly #model: Model<BookingRecord>;
  readonly #log: Logger;

  constructor(connection: Connection, model: Model<BookingRecord>, log: Logger) {
    this.#connection = connection;
    this.#model = model;
    this.#log = log;
  }

  /** Every claim of a showtime, from the primary with majority. */
  async claimsOf(showtimeId: ShowtimeId): Promise<readonly Claim[]> {
    return this.#model
      .find({ showtimeId, claims: true }, { seats: 1, version: 1, status: 1, kind: 1 })
      .read('primary')
      .readConcern('majority')
      .lean();
  }

  /** Follows the claims of every showtime from now on, on whichever node they are made. */
  follow(onChange: (change: ClaimChange) => void): ClaimChanges {
    const life = { stopped: false, stream: undefined as mongo.ChangeStream | undefined };
    let start = (): void => undefined;
    const started = new Promise<void>((resolve) => {
      start = resolve;
    });
    const run = async (): Promise<void> => {
      while (!life.stopped) {
        try {
          const stream = await this.#open();
          life.stream = stream;
          start();
          onChange(null); // Whatever happened before the stream was opened is told by reading everything anew.
          for await (const change of stream) tellOf(Change.parse(change), onChange);
        } catch (error) {
          if (life.stopped) return;
          this.#log.debug({ err: error }, 'following the claims failed');
          await new Promise((resolve) => setTimeout(resolve, retryMs));
        }
      }
    };
    const done = run();
    return {
      started,
      stop: async () => {
        life.stopped = true;
        start();
        await life.stream?.close().catch(() => undefined);
        await done;
      },
    };
  }

  async #open(): Promise<mongo.ChangeStream> {
    const start = await fromNowOn(this.#connection);
    return this.#model.collection.watch(pipeline, {
      fullDocument: 'updateLookup',
      readPreference: 'primary',
      ...start,
    });
  }
}

function tellOf(change: z.infer<typeof Change>, onChange: (change: ClaimChange) => void): void {
  // An exchange leaves another showtime's seats behind, which the document no longer names.
  const hasMoved = change.updateDescription?.updatedFields['showtimeId'] !== undefined;
  onChange(hasMoved ? null : (change.fullDocument?.showtimeId ?? null));
}
