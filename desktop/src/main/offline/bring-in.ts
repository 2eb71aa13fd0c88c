import type { OfflineSale } from '@foyer/shared/http/lease-sales';
import type { Replayed } from '@foyer/shared/http/leases';
import type { LeaseId } from '@foyer/shared/ids';
import type { Journal } from './journal.ts';

/** Asks the server to book sales of one lease. Throws where it does not answer: they are asked for again another time. */
export type SendSales = (leaseId: LeaseId, sales: readonly OfflineSale[]) => Promise<readonly Replayed[]>;

/** As many as the server takes at a time. */
const most = 50;

/**
 * Brings in what waits in a journal, the oldest first, and what is sold meanwhile. What the server has is noted before the
 * next is sent; a crash in between sends it again, and it is answered the same. Throws what `send` throws, JournalFault.
 */
export async function bringIn(journal: Journal, send: SendSales): Promise<readonly Replayed[]> {
  const all: Replayed[] = [];
  for (;;) {
    const [first] = journal.state.waiting;
    if (!first) return all;
    const { leaseId } = first;
    const own = journal.state.waiting.filter((one) => one.leaseId === leaseId);
    const sales = own.slice(0, most).map(({ sale }) => sale);
    const sent = new Set(sales.map(({ saleId }) => saleId));
    const answers = (await send(leaseId, sales)).filter(({ saleId }) => sent.has(saleId));
    await journal.broughtIn(answers);
    all.push(...answers);
    if (new Set(answers.map(({ saleId }) => saleId)).size < sent.size) {
      throw new Error(`the server left sales of lease ${leaseId} without an answer`);
    }
  }
}
