/** What the terminals remember, rebuilt from the journal at each start. */
import { join } from 'node:path';
import { Journal } from '../journal.ts';

/** One exchange that moves money, or would have: a payment, a reversal, or a refund as a payment. */
export type Deed = {
  readonly poiId: string;
  readonly serviceId: string;
  readonly category: 'Payment' | 'Reversal';
  readonly type: 'Normal' | 'Refund';
  /** The sale system's own name for it. */
  readonly saleId: string;
  readonly amount: number;
  readonly currency: string;
  /** Of the payment that is given back. */
  readonly originalId: string | null;
  readonly state: 'RUNNING' | 'SUCCESS' | 'FAILURE';
  readonly condition: string | null;
  readonly transaction: { readonly TransactionID: string; readonly TimeStamp: string };
};

export class TerminalBooks {
  readonly deeds = new Map<string, Deed>();
  readonly byTransaction = new Map<string, Deed>();
  readonly #open = new Map<string, Deed>();
  /** What was given back of each payment, so that a long ledger stays quick. */
  readonly #givenBack = new Map<string, number>();
  readonly #journal: Journal<Deed>;

  constructor(folder: string) {
    this.#journal = new Journal(join(folder, 'card-terminal.jsonl'), (deed) => this.#apply(deed));
  }

  /** Resolves when it is on the disk. */
  write(deed: Deed): Promise<void> {
    return this.#journal.append(deed);
  }

  flushed(): Promise<void> {
    return this.#journal.flushed();
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  find(poiId: string, category: Deed['category'], serviceId: string): Deed | undefined {
    return this.deeds.get(keyOf({ poiId, category, serviceId }));
  }

  running(poiId: string): Deed | undefined {
    return [...this.#open.values()].find((deed) => deed.poiId === poiId);
  }

  givenBack(originalId: string): number {
    return this.#givenBack.get(originalId) ?? 0;
  }

  #apply(deed: Deed): void {
    const key = keyOf(deed);
    const isNew = this.deeds.get(key)?.state !== 'SUCCESS' && deed.state === 'SUCCESS';
    if (isNew && deed.originalId !== null) {
      this.#givenBack.set(deed.originalId, this.givenBack(deed.originalId) + deed.amount);
    }
    this.deeds.set(key, deed);
    this.byTransaction.set(deed.transaction.TransactionID, deed);
    if (deed.state === 'RUNNING') this.#open.set(key, deed);
    else this.#open.delete(key);
  }
}

function keyOf({ poiId, category, serviceId }: Pick<Deed, 'poiId' | 'category' | 'serviceId'>): string {
  return `${poiId} ${category} ${serviceId}`;
}
