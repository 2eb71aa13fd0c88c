/** How much of a history was what: the shares that make a run worth anything. */
import type { Call, Deed, Outcome } from '../history/history.ts';

export type OutcomeCounts = { ok: number; fail: number; unknown: number };

export type Shares = {
  readonly operations: number;
  readonly byDeed: ReadonlyMap<Deed, OutcomeCounts>;
  readonly refusals: ReadonlyMap<string, number>;
  /** Writes that were acknowledged, repeats of earlier requests not counted. */
  readonly acknowledgedWrites: number;
  /** Bookings that were seen paid. */
  readonly paidSales: number;
  readonly faults: ReadonlyMap<string, number>;
};

export class Tally {
  readonly #byDeed = new Map<Deed, OutcomeCounts>();
  readonly #refusals = new Map<string, number>();
  readonly #faults = new Map<string, number>();
  readonly #paid = new Set<string>();
  #operations = 0;
  #writes = 0;

  get operations(): number {
    return this.#operations;
  }

  invoke(): void {
    this.#operations += 1;
  }

  settle(call: Call, outcome: Outcome): void {
    const counts = this.#byDeed.get(call.does) ?? { ok: 0, fail: 0, unknown: 0 };
    counts[outcome.kind] += 1;
    this.#byDeed.set(call.does, counts);
    if (outcome.kind === 'ok') {
      if (!call.does.startsWith('read-') && call.again === undefined) this.#writes += 1;
      const { booking } = outcome;
      if (booking?.status === 'BOOKED' && booking.seats.length > 0) this.#paid.add(booking.id);
    } else {
      const why = `${call.does}: ${outcome.code ?? outcome.status}`;
      this.#refusals.set(why, (this.#refusals.get(why) ?? 0) + 1);
    }
  }

  fault(name: string): void {
    this.#faults.set(name, (this.#faults.get(name) ?? 0) + 1);
  }

  shares(): Shares {
    return {
      operations: this.#operations,
      byDeed: this.#byDeed,
      refusals: this.#refusals,
      acknowledgedWrites: this.#writes,
      paidSales: this.#paid.size,
      faults: this.#faults,
    };
  }
}
