import type { LeaseKit, Replayed } from '@foyer/shared/http/leases';
import type { ConflictReason, OfflineSale } from '@foyer/shared/http/lease-sales';
import { JournalId, type LeaseId, type SeatId } from '@foyer/shared/ids';
import { judgeOfflineSale } from '@foyer/shared/rules/offline-sale';
import { randomBytes } from 'node:crypto';
import { InTurn } from '../in-turn.ts';
import type { JournalEntry } from './journal-entry.ts';
import { JournalFault } from './journal-fault.ts';
import { JournalFile, type OpenHandle } from './journal-file.ts';
import { after, emptyJournal, termsOf, type JournalState } from './journal-state.ts';

/** Null where the sale is on the disk: only then is a slip printed and a drawer opened. */
export type Refusal = ConflictReason | null;

/**
 * What a till has borrowed, sold without the server and brought in. It outlives the program and the machine's power; a
 * lease is bound to it by its name, so whoever loses the file can't sell from its leases.
 */
export class Journal {
  readonly #file: JournalFile;
  readonly #turns = new InTurn();
  readonly #isDamaged: boolean;
  #state: JournalState;

  private constructor(file: JournalFile, state: JournalState, isDamaged: boolean) {
    this.#file = file;
    this.#state = state;
    this.#isDamaged = isDamaged;
  }

  /** Throws JournalFault. A damaged journal can be read and brought in, and sells nothing. */
  static async open(path: string, now: () => Date, openFile?: OpenHandle): Promise<Journal> {
    const { file, entries, damagedLines } = await JournalFile.open(path, openFile);
    const state = entries.reduce(after, emptyJournal);
    const journal = new Journal(file, state, damagedLines > 0 || isHeadless(entries));
    if (entries.length === 0) {
      const journalId = JournalId.parse(`jrn_${randomBytes(15).toString('base64url')}`);
      await journal.#add({ kind: 'OPENED', journalId, at: now().toISOString() });
    }
    return journal;
  }

  get state(): JournalState {
    return this.#state;
  }

  /** Notes what was lent. Throws JournalFault. */
  keep(lease: LeaseKit): Promise<void> {
    return this.#turns.run(async () => {
      this.#requireSound();
      if (lease.journalId !== this.#state.journalId) throw new Error('a lease of another journal is kept');
      if (!this.#state.leases.has(lease.id)) await this.#add({ kind: 'LENT', lease });
    });
  }

  /** Durable once it resolves with null; the same sale again changes nothing. Throws JournalFault. */
  sell(leaseId: LeaseId, sale: OfflineSale): Promise<Refusal> {
    return this.#turns.run(async () => {
      this.#requireSound();
      if (this.#state.saleIds.has(sale.saleId)) return this.#isKnown(leaseId, sale) ? null : 'SALE_ID';
      const lease = this.#state.leases.get(leaseId);
      if (!lease) return 'LOST';
      const { reason } = judgeOfflineSale(termsOf(lease), sale);
      if (reason === null) await this.#add({ kind: 'SOLD', leaseId, sale });
      return reason;
    });
  }

  /** The server has these. Throws JournalFault; they are then sent again, and answered the same. */
  broughtIn(answers: readonly Replayed[]): Promise<void> {
    return this.#turns.run(async () => {
      for (const answer of answers) await this.#add({ kind: 'BROUGHT_IN', answer });
    });
  }

  /** To be called before the server is asked to take them back; answers those that were not sold. Throws JournalFault. */
  letGo(leaseId: LeaseId, seats: readonly SeatId[]): Promise<readonly SeatId[]> {
    return this.#turns.run(async () => {
      this.#requireSound();
      const going = this.#state.leases.get(leaseId)?.seats.filter((seat) => seats.includes(seat)) ?? [];
      if (going.length > 0) await this.#add({ kind: 'LET_GO', leaseId, seats: going });
      return going;
    });
  }

  /** The server has ended the lease. Throws JournalFault. */
  isOver(leaseId: LeaseId): Promise<void> {
    return this.#turns.run(async () => {
      if (this.#state.leases.has(leaseId)) await this.#add({ kind: 'OVER', leaseId });
    });
  }

  close(): Promise<void> {
    return this.#turns.run(() => this.#file.close());
  }

  async #add(entry: JournalEntry): Promise<void> {
    await this.#file.append(entry);
    this.#state = after(this.#state, entry);
  }

  #isKnown(leaseId: LeaseId, sale: OfflineSale): boolean {
    const known = this.#state.waiting.find((one) => one.sale.saleId === sale.saleId);
    return known?.leaseId === leaseId && JSON.stringify(known.sale) === JSON.stringify(sale);
  }

  #requireSound(): void {
    if (this.#isDamaged) throw new JournalFault('DAMAGED');
  }
}

/** A journal whose first line is gone has lost its name, and with it what its leases are bound to. */
function isHeadless([first]: readonly JournalEntry[]): boolean {
  return first !== undefined && first.kind !== 'OPENED';
}
