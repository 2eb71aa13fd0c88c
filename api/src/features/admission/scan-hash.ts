import { createHash } from 'node:crypto';

/** The name of a scan in its booking: the same from whichever till and person it comes, for a replay may be another's. */
export function scanHashOf(scanId: string): string {
  return createHash('sha256').update(`scan\n${scanId}`).digest('base64url').slice(0, 22);
}
