import { randomFillSync } from 'node:crypto';

const pool = Buffer.allocUnsafe(8_192);
let used = pool.length;

/**
 * Random bytes from a store that is filled many at a time: each call into the system costs as much as the rest of
 * making an id. The bytes are handed out once, and are to be read before the next call.
 */
export function randomSlice(size: number): Buffer {
  if (used + size > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += size;
  return pool.subarray(used - size, used);
}
