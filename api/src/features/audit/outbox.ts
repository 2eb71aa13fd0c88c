import type { AuditEvent } from '@foyer/shared/audit';
import type { IndexDefinition, IndexOptions, Model, QueryFilter } from 'mongoose';

/** A document whose facts wait in it until the audit has them. */
export interface Telling {
  readonly _id: string;
  readonly outbox: readonly AuditEvent[];
}

/** Most documents have told everything: they are not in here. */
export const untoldIndex: [IndexDefinition, IndexOptions] = [
  { 'outbox.at': 1 },
  { name: 'untold', partialFilterExpression: { 'outbox.at': { $gt: '' } } },
];

const batch = 200;

/**
 * One run: hands the facts that wait in the documents of a collection to the audit, and takes them out only then. A
 * crash between the two tells a fact again, under the same id. Answers true when more are waiting.
 */
export async function tellOutbox<Document extends Telling>(
  model: Model<Document>,
  record: (events: readonly AuditEvent[]) => Promise<void>,
): Promise<boolean> {
  const waiting = { 'outbox.at': { $gt: '' } } as QueryFilter<Document>;
  const untold = await model
    .find(waiting, { outbox: 1 })
    .sort({ 'outbox.at': 1 })
    .limit(batch)
    .lean<readonly Telling[]>();
  if (untold.length === 0) return false;
  await record(untold.flatMap(({ outbox }) => outbox));
  await model.collection.bulkWrite(
    untold.map(({ _id, outbox }) => ({
      updateOne: {
        filter: { _id: _id as never },
        update: { $pull: { outbox: { id: { $in: outbox.map((event) => event.id) } } } as never },
      },
    })),
    { ordered: false },
  );
  return untold.length >= batch;
}
