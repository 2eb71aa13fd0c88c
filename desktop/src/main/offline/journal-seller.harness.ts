/** A program that sells from a journal and says each sale once it is on the disk, until somebody kills it. */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { Journal } from './journal.ts';
import { leaseFor, saleOf } from './journal.harness.ts';

const [, , path = ''] = process.argv;
const journal = await Journal.open(path, () => new Date());
for (;;) {
  const lease = leaseFor(journal.state.journalId ?? '', `lse_${randomUUID()}`);
  await journal.keep(lease);
  for (const [index] of lease.seats.entries()) {
    const saleId = `sal_${randomUUID()}`;
    const refusal = await journal.sell(lease.id, saleOf(index, { saleId }));
    if (refusal) throw new Error(refusal);
    writeSync(1, `${saleId}\n`);
  }
}
