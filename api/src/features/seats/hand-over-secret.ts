import { createHash, randomBytes } from 'node:crypto';
import {
  handOverCodeOf,
  partitionIn,
  secretLength,
  type HandOverCode,
} from '@foyer/shared/rules/hand-over-code';
import type { CodeRecord } from './hold-transfer.gateway.ts';

/** A fresh code for a hold in that partition, with 80 random bits. */
export function newHandOverCode(partition: number): HandOverCode {
  return handOverCodeOf(
    partition,
    [...randomBytes(secretLength)].map((byte) => byte & 31),
  );
}

/** What is stored of a code: where it belongs, and what it hashes to. Nobody who reads Redis can use it. */
export function recordOf(code: HandOverCode): CodeRecord {
  return {
    partition: partitionIn(code),
    hash: createHash('sha256').update(code, 'utf8').digest('base64url'),
  };
}
