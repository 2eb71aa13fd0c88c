import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Throws unless the file is, byte for byte, the one that was pinned. */
export async function requireSha256(path: string, expected: string): Promise<void> {
  const actual = await sha256OfFile(path);
  if (actual !== expected) {
    throw new Error(
      `${basename(path)} is not the pinned file: its SHA-256 is ${actual}, expected ${expected}`,
    );
  }
}
