import type { Redis } from 'ioredis';

/** A connection that waits inside the server, and the partitions whose events it may wait for in one call. */
export interface StreamReader {
  readonly redis: Redis;
  readonly partitions: readonly number[];
}

/** All streams of a single server are read in one call; a cluster allows one slot in each. */
export function askableTogether(
  kind: 'server' | 'cluster',
  partitions: readonly number[],
): readonly (readonly number[])[] {
  return kind === 'server' ? [partitions] : partitions.map((partition) => [partition]);
}

/** Orders stream ids, `milliseconds-sequence`. */
export function compareIds(left: string, right: string): number {
  const [leftMs = 0, leftSeq = 0] = left.split('-').map(Number);
  const [rightMs = 0, rightSeq = 0] = right.split('-').map(Number);
  return leftMs - rightMs || leftSeq - rightSeq;
}
