import { Replayed, LeaseKit } from '@foyer/shared/http/leases';
import { OfflineSale } from '@foyer/shared/http/lease-sales';
import { JournalId, LeaseId, SeatId } from '@foyer/shared/ids';
import { Instant } from '@foyer/shared/time';
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** One line of a journal. What is known follows from all of them, in their order. */
export const JournalEntry = z.discriminatedUnion('kind', [
  /** The first of each journal: its name is what leases are bound to. */
  z.object({ kind: z.literal('OPENED'), journalId: JournalId, at: Instant }),
  z.object({ kind: z.literal('LENT'), lease: LeaseKit }),
  z.object({ kind: z.literal('SOLD'), leaseId: LeaseId, sale: OfflineSale }),
  /** The server has the sale. */
  z.object({ kind: z.literal('BROUGHT_IN'), answer: Replayed }),
  /** Will not be sold: noted before the server is told, so that no crash sells it afterwards. */
  z.object({ kind: z.literal('LET_GO'), leaseId: LeaseId, seats: z.array(SeatId) }),
  /** The server says that the lease is over. */
  z.object({ kind: z.literal('OVER'), leaseId: LeaseId }),
]);
export type JournalEntry = z.infer<typeof JournalEntry>;

const digestLength = 16;

/** `digest json\n`: a line that was cut off or altered is told from a whole one. */
export function lineOf(entry: JournalEntry): string {
  const text = JSON.stringify(entry);
  return `${digestOf(text)} ${text}\n`;
}

/** Null where the line is not whole. */
export function entryOf(line: string): JournalEntry | null {
  const text = line.slice(digestLength + 1);
  if (line.slice(0, digestLength) !== digestOf(text)) return null;
  try {
    return JournalEntry.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digestLength);
}
