import type { Model, QueryFilter } from 'mongoose';
import { certainReadMs, duplicateKeyOf } from '../../platform/mongo.ts';
import type { Delivery } from '../seats/seat-event-group.gateway.ts';
import type { ProgressDocument } from './stream-progress.model.ts';
import { advance, begun, passOver, type Hole, type Progress, type Seen } from './stream-progress.ts';

type Place = Pick<ProgressDocument, '_id' | 'showtimeId' | 'epoch' | 'stream'>;
/** What was recorded of one hall's epoch. */
type Step = { readonly place: Place; readonly seen: readonly Seen[] };

/** The only place that writes and reads how far the trail is with the seat events. */
export class StreamProgressRepository {
  readonly #model: Model<ProgressDocument>;

  constructor(model: Model<ProgressDocument>) {
    this.#model = model;
  }

  /** Notes recorded events; called before they are acknowledged, so that what is neither pending nor noted is lost. */
  async note(deliveries: readonly Delivery[], now: Date): Promise<void> {
    const byEpoch = Map.groupBy(deliveries, ({ event }) => `${event.showtimeId}:${event.epoch}`);
    const steps = [...byEpoch.values()].flatMap((of) => stepOf(of) ?? []);
    if (steps.length === 0) return;
    if (await this.#followAll(steps, now)) return;
    // Noting twice changes nothing, so whoever was noted already is asked again with the others.
    await Promise.all(
      steps.map(({ place, seen }) => this.#change(place, (progress) => advance(progress, seen), now)),
    );
  }

  /** Epochs of which something is missing before other things that are there. */
  async torn(limit: number): Promise<readonly ProgressDocument[]> {
    return this.#model
      .find({ 'ahead.from': { $gt: 0 } } as QueryFilter<ProgressDocument>)
      .sort({ updatedAt: 1 })
      .limit(limit)
      .lean();
  }

  async find(id: string): Promise<ProgressDocument | null> {
    return this.#model
      .findById(id)
      .read('primary')
      .readConcern('linearizable')
      .maxTimeMS(certainReadMs)
      .lean();
  }

  /** Goes on behind a hole, once it is on record. */
  async passOver(place: Place, hole: Hole, now: Date): Promise<void> {
    await this.#change(place, (progress) => passOver(progress, hole), now);
  }

  /** The usual case in one call for all halls: nothing is missing, and these come next. */
  async #followAll(steps: readonly Step[], updatedAt: Date): Promise<boolean> {
    const moves = steps.map(({ place, seen }) => ({ place, ...nextOf(seen) }));
    if (moves.some(({ ahead }) => ahead.length > 0)) return false;
    const { matchedCount } = await this.#model.bulkWrite(
      moves.map(({ place: { _id }, from, through }) => ({
        updateOne: {
          filter: { _id, through: from, ahead: { $size: 0 } },
          update: { $set: { through, updatedAt }, $inc: { revision: 1 } },
        },
      })),
      { ordered: false },
    );
    return matchedCount === moves.length;
  }

  /** Compare-and-set until nobody else was first. */
  async #change(place: Place, step: (progress: Progress) => Progress, updatedAt: Date): Promise<void> {
    for (;;) {
      const known = await this.find(place._id);
      const { through, ahead } = step(known ?? begun);
      if (!known) {
        const fresh = { ...place, through, ahead, revision: 1, updatedAt };
        const made = await this.#model.create([fresh]).catch((error: unknown) => {
          if (duplicateKeyOf(error) === null) throw error;
        });
        if (made) return;
        continue;
      }
      const { matchedCount } = await this.#model.updateOne(
        { _id: place._id, revision: known.revision },
        { $set: { through, ahead, updatedAt }, $inc: { revision: 1 } },
      );
      if (matchedCount === 1) return;
    }
  }
}

function stepOf(deliveries: readonly Delivery[]): Step | null {
  const [first] = deliveries;
  if (!first) return null;
  const { showtimeId, epoch } = first.event;
  const place: Place = { _id: `${showtimeId}:${epoch}`, showtimeId, epoch, stream: first.stream };
  return { place, seen: deliveries.map(({ id, event }) => ({ seq: event.seq, id })) };
}

/** Where a hall would stand that stood right before the first of these. */
function nextOf(seen: readonly Seen[]): Progress & { readonly from: number } {
  const from = Math.min(...seen.map(({ seq }) => seq)) - 1;
  return { from, ...advance({ through: from, ahead: [] }, seen) };
}
