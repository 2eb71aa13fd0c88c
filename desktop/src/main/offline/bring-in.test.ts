// @vitest-environment node
import type { OfflineSale } from '@foyer/shared/http/lease-sales';
import type { Replayed } from '@foyer/shared/http/leases';
import { BookingId, type LeaseId } from '@foyer/shared/ids';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bringIn } from './bring-in.ts';
import { Journal } from './journal.ts';
import { leaseFor, saleOf } from './journal.harness.ts';

let folder: string;
let journal: Journal;
const open = (): Promise<Journal> => Journal.open(join(folder, 'journal'), () => new Date());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-bring-in-'));
  journal = await open();
});
afterEach(async () => {
  await journal.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sells all seats of so many leases. */
async function sold(leases: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < leases; index += 1) {
    const lease = leaseFor(journal.state.journalId ?? '', `lse_${index}`);
    await journal.keep(lease);
    for (const [seat] of lease.seats.entries()) {
      const saleId = `sal_${index}_${seat}`;
      ids.push(saleId);
      expect(await journal.sell(lease.id, saleOf(seat, { saleId }))).toBeNull();
    }
  }
  return ids;
}

/** Books whatever comes, and remembers it by its name. */
function server() {
  const booked = new Map<string, number>();
  const book = async (_lease: LeaseId, sales: readonly OfflineSale[]): Promise<Replayed[]> =>
    sales.map(({ saleId }) => {
      booked.set(saleId, (booked.get(saleId) ?? 0) + 1);
      return { outcome: 'BOOKED', saleId, bookingId: BookingId.parse(`b_${saleId}`) };
    });
  return { booked, book };
}

test('everything is brought in once, lease by lease, and is not sent again', async () => {
  const ids = await sold(3);
  const { booked, book } = server();
  const answers = await bringIn(journal, book);
  expect(answers.map(({ saleId }) => saleId as string)).toEqual(ids);
  expect(await bringIn(journal, book)).toEqual([]);
  expect([...booked.values()]).toEqual(ids.map(() => 1));
  await journal.close();
  journal = await open();
  expect(journal.state.waiting).toEqual([]);
});

test('a line that breaks before the answer sends the same sales again', async () => {
  const ids = await sold(2);
  const { booked, book } = server();
  let calls = 0;
  const broken = async (lease: LeaseId, sales: readonly OfflineSale[]): Promise<Replayed[]> => {
    const answers = await book(lease, sales);
    calls += 1;
    if (calls === 2) throw new Error('the line broke');
    return answers;
  };
  await expect(bringIn(journal, broken)).rejects.toThrow('the line broke');
  await journal.close();
  journal = await open();
  expect(journal.state.waiting).toHaveLength(8);
  expect(await bringIn(journal, broken)).toHaveLength(8);
  expect([...booked.keys()]).toEqual(ids);
  expect(Math.max(...booked.values())).toBe(2);
});

test('a sale without an answer stays, and those with one do not', async () => {
  await sold(1);
  const { book } = server();
  const forgetful = async (lease: LeaseId, sales: readonly OfflineSale[]): Promise<Replayed[]> =>
    (await book(lease, sales)).slice(1);
  await expect(bringIn(journal, forgetful)).rejects.toThrow('without an answer');
  expect(journal.state.waiting.map(({ sale }) => sale.saleId)).toEqual(['sal_0_0']);
});

test('what is sold meanwhile is brought in, too', async () => {
  const { booked, book } = server();
  const lease = leaseFor(journal.state.journalId ?? '');
  await journal.keep(lease);
  await journal.sell(lease.id, saleOf(0));
  const busy = async (id: LeaseId, sales: readonly OfflineSale[]): Promise<Replayed[]> => {
    if (booked.size === 0) await journal.sell(lease.id, saleOf(1));
    return book(id, sales);
  };
  expect(await bringIn(journal, busy)).toHaveLength(2);
});
