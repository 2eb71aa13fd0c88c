import { isDeepStrictEqual } from 'node:util';
import type { Connection, Model } from 'mongoose';

/** A model of whatever documents; migrations look at its collection and indexes only. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of models of different documents has no narrower type
export type AnyModel = Model<any>;

/** What a collection is made with, beside its indexes. */
export interface CollectionRule {
  readonly model: AnyModel;
  /** A MongoDB query that every document must fulfil. */
  readonly validator?: Readonly<Record<string, unknown>>;
  /** Names of indexes that earlier releases made; they are dropped. */
  readonly retiredIndexes?: readonly string[];
}

/** Makes missing collections, validators and indexes. Safe to run twice and on several nodes at once. */
export async function migrate(connection: Connection, rules: readonly CollectionRule[]): Promise<void> {
  for (const { model, validator, retiredIndexes = [] } of rules) {
    await model.createCollection();
    await dropIndexes(model, retiredIndexes);
    // A change waits for every open transaction, also for one that a killed server has left for a minute, and all who write
    // wait behind it: so only what is not there yet is changed.
    if (validator && !(await hasValidator(connection, model, validator))) {
      await connection.db?.command({ collMod: model.collection.name, validator, validationLevel: 'strict' });
    }
    await model.createIndexes();
  }
}

/** Where the database differs from what the models declare: `collection: index`, empty when exactly right. */
export async function findIndexFaults(rules: readonly CollectionRule[]): Promise<readonly string[]> {
  // All at once: while a primary is looked for, each question waits, and readiness must answer soon.
  const faults = await Promise.all(rules.map(({ model }) => faultsOf(model)));
  return faults.flat();
}

async function faultsOf(model: AnyModel): Promise<readonly string[]> {
  const { toCreate, toDrop } = await model.diffIndexes();
  return [
    ...toCreate.map((keys: unknown) => `${model.collection.name}: lacks ${JSON.stringify(keys)}`),
    ...toDrop.map((name: string) => `${model.collection.name}: has ${name} too much`),
  ];
}

async function hasValidator(
  connection: Connection,
  model: AnyModel,
  validator: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const found = await connection.db?.listCollections({ name: model.collection.name }).toArray();
  return (found ?? []).some(
    (one) =>
      'options' in one &&
      one.options?.['validationLevel'] === 'strict' &&
      isDeepStrictEqual(one.options['validator'], validator),
  );
}

async function dropIndexes(model: AnyModel, names: readonly string[]): Promise<void> {
  const present = (await model.listIndexes()) as readonly { readonly name: string }[];
  for (const { name } of present.filter((index) => names.includes(index.name))) {
    // Another node may have dropped it meanwhile.
    await model.collection.dropIndex(name).catch(() => undefined);
  }
}
