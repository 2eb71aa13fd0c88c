import { createHash } from 'node:crypto';
import type { HoldId, ShowtimeId } from '@foyer/shared/ids';

/** Fixed for the life of a data set: showtimes fall into this many partitions, each one slot of a Redis Cluster. */
export const partitionCount = 64;

/** How long an ended hold is remembered, so that its owner hears "expired" and not "unknown". */
export const goneMs = 3_600_000;

export type HoldKeys = readonly [seats: string, holds: string, events: string, gone: string];

/** Redis key names, made here and nowhere else. */
export interface SeatKeys {
  readonly partitionOf: (showtimeId: ShowtimeId) => number;
  readonly seats: (showtimeId: ShowtimeId) => string;
  readonly holds: (partition: number) => string;
  readonly events: (partition: number) => string;
  /** Written to see whether Redis takes writes. */
  readonly probe: string;
  readonly gone: (showtimeId: ShowtimeId, holdId: HoldId) => string;
  /** What a script about one hold is given, in the order in which every one of them wants it. */
  readonly ofHold: (hold: { readonly showtimeId: ShowtimeId; readonly holdId: HoldId }) => HoldKeys;
  /** Which hold a hand-over code is for; the code itself says its partition. */
  readonly offer: (partition: number, codeHash: string) => string;
}

/** Key names under one namespace; all keys of a partition share the hash tag `{pN}`. */
export function seatKeys(namespace: string): SeatKeys {
  const keys: Omit<SeatKeys, 'ofHold'> = {
    partitionOf,
    seats: (showtimeId) => `${namespace}:seats:{p${partitionOf(showtimeId)}}:${showtimeId}`,
    holds: (partition) => `${namespace}:holds:{p${partition}}`,
    events: (partition) => `${namespace}:seat-events:{p${partition}}`,
    probe: `${namespace}:probe`,
    gone: (showtimeId, holdId) => `${namespace}:gone:{p${partitionOf(showtimeId)}}:${holdId}`,
    offer: (partition, codeHash) => `${namespace}:offer:{p${partition}}:${codeHash}`,
  };
  return {
    ...keys,
    ofHold: ({ showtimeId, holdId }) => {
      const partition = partitionOf(showtimeId);
      return [
        keys.seats(showtimeId),
        keys.holds(partition),
        keys.events(partition),
        keys.gone(showtimeId, holdId),
      ];
    },
  };
}

export const partitions: readonly number[] = Array.from({ length: partitionCount }, (_, index) => index);

const known = new Map<ShowtimeId, number>();
const mostKnown = 10_000;

/** Asked for several times in each command, so the digests are kept. */
function partitionOf(showtimeId: ShowtimeId): number {
  const found = known.get(showtimeId);
  if (found !== undefined) return found;
  const partition = createHash('sha1').update(showtimeId).digest().readUInt32BE(0) % partitionCount;
  if (known.size >= mostKnown) known.clear();
  known.set(showtimeId, partition);
  return partition;
}
