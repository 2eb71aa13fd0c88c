import type { Connection } from 'mongoose';
import { StartupError } from '../../platform/unavailable.ts';
import { partitionCount } from './seat-keys.ts';

interface Setting {
  readonly _id: string;
  readonly value: number;
}

/**
 * Keeps the number of partitions with the data. Two nodes that count differently look for one hall in two places, so a
 * node that counts differently from the first one throws StartupError.
 */
export async function checkPartitionCount(connection: Connection, count = partitionCount): Promise<void> {
  const stored = await connection
    .collection<Setting>('settings')
    .findOneAndUpdate(
      { _id: 'seat-partitions' },
      { $setOnInsert: { value: count } },
      { upsert: true, returnDocument: 'after' },
    );
  if (stored?.value === count) return;
  throw new StartupError(
    `The database ${connection.name} is kept for ${stored?.value} seat partitions and this server has ${count}: ` +
      'start the version that made it.',
  );
}
