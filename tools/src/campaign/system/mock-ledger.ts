import { MongoClient } from 'mongodb';
import { z } from 'zod';
import type { LedgerEntry } from './system-under-test.ts';

const Entry = z.object({
  _id: z.string(),
  amountMinor: z.int(),
  captured: z.boolean(),
  refunds: z.array(z.object({ refundKey: z.string(), amountMinor: z.int() })).default([]),
});

/** What the mock provider of online payments remembers: it keeps its ledger beside the bookings, not in them. */
export async function mockLedger(uri: string, database: string): Promise<readonly LedgerEntry[]> {
  const client = await new MongoClient(uri).connect();
  try {
    const entries: LedgerEntry[] = [];
    for await (const document of client.db(database).collection('mockPayments').find()) {
      const { _id: paymentId, amountMinor, captured, refunds } = Entry.parse(document);
      const refundedMinor = refunds.reduce((sum, refund) => sum + refund.amountMinor, 0);
      entries.push({ paymentId, amountMinor, captured, refundedMinor });
    }
    return entries;
  } finally {
    await client.close();
  }
}
