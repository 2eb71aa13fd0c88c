// @vitest-environment node
import { appendFile, mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JournalFault } from './journal-fault.ts';
import type { JournalHandle, OpenHandle } from './journal-file.ts';
import { Journal } from './journal.ts';
import { leaseFor, saleOf } from './journal.harness.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-journal-'));
  path = join(folder, 'offline', 'journal');
});
afterEach(async () => {
  await Promise.all(journals.splice(0).map((journal) => journal.close()));
  await rm(folder, { recursive: true, force: true });
});

const now = (): Date => new Date('2026-11-26T19:00:00.000Z');
const journals: Journal[] = [];
async function opened(openFile?: OpenHandle): Promise<Journal> {
  const journal = await Journal.open(path, now, openFile);
  journals.push(journal);
  return journal;
}

/** A journal with a lease in it. */
async function lent(openFile?: OpenHandle) {
  const journal = await opened(openFile);
  const lease = leaseFor(journal.state.journalId ?? '');
  await journal.keep(lease);
  return { journal, lease };
}

const waitingIn = ({ state }: Journal): string[] => state.waiting.map(({ sale }) => sale.saleId);
const leftIn = ({ state }: Journal) => [...state.leases.values()].map(({ seats }) => seats);

describe('a journal', () => {
  it('knows after the end of the program what was lent, sold, brought in and let go', async () => {
    const { journal, lease } = await lent();
    expect(await journal.sell(lease.id, saleOf(0))).toBeNull();
    expect(await journal.sell(lease.id, saleOf(1))).toBeNull();
    const [first, second] = lease.seats.slice(2);
    if (!first || !second) throw new Error('the lease has eight seats');
    expect(await journal.letGo(lease.id, lease.seats.slice(0, 4))).toEqual([first, second]);
    const answer = { outcome: 'BOOKED', saleId: saleOf(0).saleId, bookingId: 'b_1' as never } as const;
    await journal.broughtIn([answer]);
    await journal.close();
    const again = await opened();
    expect(again.state).toEqual(journal.state);
    expect(waitingIn(again)).toEqual(['sal_1']);
    expect(leftIn(again)).toEqual([lease.seats.slice(4)]);
    await again.isOver(lease.id);
    expect((await opened()).state.leases.size).toBe(0);
  });

  it('sells each seat once, whatever is asked at once', async () => {
    const { journal, lease } = await lent();
    const [seat] = saleOf(3).lines;
    const wishes = Array.from({ length: 8 }, (_, index) =>
      saleOf(index, { lines: [seat], reference: `REF-${index}` }),
    );
    const answers = await Promise.all(wishes.map((sale) => journal.sell(lease.id, sale)));
    expect(answers).toEqual([null, ...Array.from({ length: 7 }, () => 'SEATS')]);
    expect(waitingIn(await opened())).toEqual(['sal_0']);
  });

  it.each([
    ['TOTAL', saleOf(1, { paidMinor: 900 })],
    ['LINES', saleOf(1, { lines: [{ seat: 'F2', ticketTypeId: 'senior' }] })],
    ['REFERENCE', saleOf(1, { reference: 'REF-0' })],
    ['SEATS', saleOf(1, { lines: saleOf(0).lines })],
    ['SALE_ID', saleOf(1, { saleId: 'sal_0' })],
  ])('writes nothing that the server would not book: %s', async (reason, sale) => {
    const { journal, lease } = await lent();
    await journal.sell(lease.id, saleOf(0));
    const before = await readFile(path, 'utf8');
    expect(await journal.sell(lease.id, sale)).toBe(reason);
    expect(await journal.sell(lease.id, saleOf(0))).toBeNull();
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('brings nothing back that was sold when the server tells the same lease again', async () => {
    const { journal, lease } = await lent();
    await journal.sell(lease.id, saleOf(0));
    await journal.keep(lease);
    expect(leftIn(journal)).toEqual([lease.seats.slice(1)]);
  });

  it('has a name of its own: another file is another journal, to which its leases do not belong', async () => {
    const { journal, lease } = await lent();
    await journal.close();
    await rm(path);
    const other = await opened();
    expect(other.state.journalId).not.toBe(lease.journalId);
    await expect(other.keep(lease)).rejects.toThrow('of another journal');
  });
});

describe('a journal that was cut off', () => {
  it('ends at the last whole line, at whichever byte the crash was', async () => {
    const { journal, lease } = await lent();
    await journal.sell(lease.id, saleOf(0));
    const whole = (await readFile(path)).length;
    await journal.sell(lease.id, saleOf(1));
    await journal.close();
    const all = await readFile(path);
    for (let size = whole; size < all.length; size += 1) {
      await writeFile(path, all.subarray(0, size));
      const again = await opened();
      expect(waitingIn(again)).toEqual(['sal_0']);
      expect(await again.sell(lease.id, saleOf(1))).toBeNull();
      expect(waitingIn(await opened())).toEqual(['sal_0', 'sal_1']);
    }
  });

  it('ends there too where the disk has the length and not yet the bytes', async () => {
    const { journal, lease } = await lent();
    await journal.sell(lease.id, saleOf(0));
    const { length } = await readFile(path);
    await truncate(path, length + 300);
    expect(waitingIn(await opened())).toEqual(['sal_0']);
  });

  it('sells nothing where a line is not what was written, and still tells the sales that are', async () => {
    const { journal, lease } = await lent();
    await journal.sell(lease.id, saleOf(0));
    await journal.sell(lease.id, saleOf(1));
    const lines = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, lines.map((line) => line.replace('REF-0"', 'REF-7"')).join('\n'));
    const again = await opened();
    await expect(again.sell(lease.id, saleOf(2))).rejects.toMatchObject({ kind: 'DAMAGED' });
    await expect(again.letGo(lease.id, lease.seats)).rejects.toMatchObject({ kind: 'DAMAGED' });
    expect(waitingIn(again)).toContain('sal_1');
    await appendFile(path, 'not a line\n');
    expect(waitingIn(await opened())).toContain('sal_1');
  });
});

describe('a disk', () => {
  /** A real file whose handle fails as it is told. */
  function failing() {
    const trouble: { write?: string; datasync?: string; truncate?: string; partly?: number } = {};
    const failure = (code: string | undefined) => (code ? Object.assign(new Error(code), { code }) : null);
    const openFile: OpenHandle = async (file) => {
      const made = await open(file, 'a+');
      await made.close();
      const handle = await open(file, 'r+');
      const fails = {
        write: async (bytes: Buffer, from: number, length: number, at: number) => {
          const error = failure(trouble.write);
          if (!error) return handle.write(bytes, from, length, at);
          if (trouble.partly) await handle.write(bytes, from, trouble.partly, at);
          throw error;
        },
        datasync: async () => {
          const error = failure(trouble.datasync);
          if (error) throw error;
          await handle.datasync();
        },
        truncate: async (size: number) => {
          const error = failure(trouble.truncate);
          if (error) throw error;
          await handle.truncate(size);
        },
        readFile: () => handle.readFile(),
        close: () => handle.close(),
      };
      return fails as unknown as JournalHandle;
    };
    return { trouble, openFile };
  }

  beforeEach(() => {
    path = join(folder, 'journal');
  });

  it.each(['ENOSPC', 'EDQUOT', 'EFBIG'])(
    'that is full (%s) says so, and sells again once it is not',
    async (write) => {
      const { trouble, openFile } = failing();
      const { journal, lease } = await lent(openFile);
      await journal.sell(lease.id, saleOf(0));
      Object.assign(trouble, { write, partly: 40 });
      await expect(journal.sell(lease.id, saleOf(1))).rejects.toMatchObject({ kind: 'FULL' });
      expect(waitingIn(journal)).toEqual(['sal_0']);
      delete trouble.write;
      expect(await journal.sell(lease.id, saleOf(1))).toBeNull();
      expect(waitingIn(await opened())).toEqual(['sal_0', 'sal_1']);
    },
  );

  it('that takes no writes is told from a full one', async () => {
    const { trouble, openFile } = failing();
    const { journal, lease } = await lent(openFile);
    trouble.write = 'EROFS';
    await expect(journal.sell(lease.id, saleOf(0))).rejects.toMatchObject({ kind: 'UNWRITABLE' });
  });

  it.each([
    ['that may have lost what it was given', { datasync: 'EIO' }],
    ['that keeps half a line', { write: 'ENOSPC', partly: 40, truncate: 'EIO' }],
  ])('%s is not written to before the journal is opened anew', async (_name, failures) => {
    const { trouble, openFile } = failing();
    const { journal, lease } = await lent(openFile);
    Object.assign(trouble, failures);
    await expect(journal.sell(lease.id, saleOf(0))).rejects.toThrow(JournalFault);
    for (const name of ['write', 'datasync', 'truncate'] as const) delete trouble[name];
    await expect(journal.sell(lease.id, saleOf(1))).rejects.toMatchObject({ kind: 'UNSURE' });
    await journal.close();
    const again = await opened();
    expect(await again.sell(lease.id, saleOf(1))).toBeNull();
    expect(waitingIn(await opened())).toEqual(waitingIn(again));
  });

  it('that is not there is a fault, not a crash', async () => {
    await writeFile(join(folder, 'file'), '');
    path = join(folder, 'file', 'journal');
    await expect(opened()).rejects.toMatchObject({ kind: 'UNWRITABLE' });
  });
});
