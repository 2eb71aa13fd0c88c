/** What a double has done with money, in one shape for both, so that it can be held against the bookings. */
import { z } from 'zod';

export const LedgerPayment = z.object({
  /** The Stripe key, or the terminal's POIID: whose money this is. */
  account: z.string(),
  paymentId: z.string().nullable(),
  bookingId: z.string().nullable(),
  providerRef: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  state: z.enum(['OPEN', 'CAPTURED', 'DECLINED']),
  refundedMinor: z.int(),
});
export type LedgerPayment = z.infer<typeof LedgerPayment>;

export const LedgerRefund = z.object({
  account: z.string(),
  refundKey: z.string().nullable(),
  paymentId: z.string().nullable(),
  providerRef: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  state: z.enum(['OPEN', 'DONE', 'FAILED']),
});
export type LedgerRefund = z.infer<typeof LedgerRefund>;

export const Ledger = z.object({ payments: z.array(LedgerPayment), refunds: z.array(LedgerRefund) });
export type Ledger = z.infer<typeof Ledger>;

/** Reads a running double's ledger, of one account or of all. */
export async function readLedger(ledgerUrl: string, account?: string): Promise<Ledger> {
  const query = account === undefined ? '' : `?account=${encodeURIComponent(account)}`;
  const reply = await fetch(`${ledgerUrl}${query}`, { signal: AbortSignal.timeout(60_000) });
  return Ledger.parse(await reply.json());
}
