import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connectMongo } from '../../platform/mongo.ts';
import { StartupError } from '../../platform/unavailable.ts';
import { checkPartitionCount } from './partition-count.ts';

let connection: Connection;
beforeAll(async () => {
  connection = await connectMongo({
    uri: inject('mongoUri'),
    database: `partitions-${randomUUID().slice(0, 8)}`,
    serverSelectionTimeoutMs: 5_000,
  });
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

test('the first node decides, nodes that start at once agree, and one that counts differently is refused', async () => {
  await Promise.all(Array.from({ length: 8 }, () => checkPartitionCount(connection)));
  await checkPartitionCount(connection, 64);
  const other = checkPartitionCount(connection, 32);
  await expect(other).rejects.toThrow(StartupError);
  await expect(other).rejects.toThrow(
    `The database ${connection.name} is kept for 64 seat partitions and this server has 32: start the version`,
  );
});
