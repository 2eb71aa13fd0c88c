import type { Connection, Model, Schema } from 'mongoose';

/** The connection's model of a collection; made at the first call, the same one at every later call. */
export function modelOn<Document>(
  connection: Connection,
  { name, collection }: { readonly name: string; readonly collection: string },
  schema: Schema,
): Model<Document> {
  const made = connection.models[name] as Model<Document> | undefined;
  return made ?? connection.model<Document>(name, schema as unknown as Schema<Document>, collection);
}
