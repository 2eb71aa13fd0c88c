import type { Model, QueryFilter } from 'mongoose';
import { certainReadMs, duplicateKeyOf } from '../../platform/mongo.ts';
import type { Delivery } from '../seats/seat-event-group.gateway.ts';
import type { ProgressDocument } from './stream-progress.model.ts';
import { advance, begun, passOver, type Hole, type Progress, type Seen } from './stream-progress.ts';

type Place = Pick<ProgressDocument, '_id' | 'showtimeId' | 'epoch' | 'stream'>;

/** The only place that writes and reads how far the trail is with the seat events. */
export class StreamProgressRepository {
  readonly #model: Model<ProgressDocument>;

  constructor(model: Model<ProgressDocument>) {
    this.#model = model;
  }

  /** Notes recorded events; called before they are acknowledged, so that what is neither pending nor noted is lost. */
  async note(deliveries: readonly Delivery[], now: Date): Promise<void> {
    const byEpoch = Map.groupBy(deliveries, ({ event }) => `${event.showtimeId}:${event.epoch}`);
    await Promise.all([...byEpoch.values()].map((of) => this.#noteEpoch(of, now)));
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

  async #noteEpoch(deliveries: readonly Delivery[], now: Date): Promise<void> {
    const [first] = deliveries;
    if (!first) return;
    const { showtimeId, epoch } = first.event;
    const place: Place = { _id: `${showtimeId}:${epoch}`, showtimeId, epoch, stream: first.stream };
    const seen = deliveries.map(({ id, event }): Seen => ({ seq: event.seq, id }));
    if (await this.#follow(place, seen, now)) return;
    await this.#change(place, (progress) => advance(progress, seen), now);
  }

  /** The usual case in one write: nothing is missing, and these come next. */
  async #follow({ _id }: Place, seen: readonly Seen[], updatedAt: Date): Promise<boolean> {
    const [next] = seen.map(({ seq }) => seq).sort((one, other) => one - other);
    if (next === undefined) return true;
    const { through, ahead } = advance({ through: next - 1, ahead: [] }, seen);
    if (ahead.length > 0) return false;
    const { matchedCount } = await this.#model.updateOne(
      { _id, through: next - 1, ahead: { $size: 0 } } as QueryFilter<ProgressDocument>,
      { $set: { through, updatedAt }, $inc: { revision: 1 } },
    );
    return matchedCount === 1;
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
