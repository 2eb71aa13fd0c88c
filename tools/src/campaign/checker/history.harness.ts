/** Histories by hand, in words: `history().ask(1, …).ok(1, …)`. Times are milliseconds from the start. */
import type { Call, Final, Line, Outcome, SeenBooking } from '../history/history.ts';

export const startedAtMs = Date.parse('2026-11-01T12:00:00Z');

type Answer = Partial<Pick<Outcome, 'booking' | 'hold' | 'status' | 'code'>>;

export class WrittenHistory {
  readonly lines: Line[] = [
    { kind: 'head', format: 1, seed: 1, operations: 10, startedAtMs, clockSkewMs: 0, options: {} },
  ];
  #at = 0;

  /** Lets time pass before the next line. */
  wait(ms: number): this {
    this.#at += ms;
    return this;
  }

  ask(op: number, call: Call): this {
    return this.#add({ kind: 'invoke', op, actor: `a${op}`, node: 0, at: this.#next(), call });
  }

  ok(op: number, answer: Answer = {}): this {
    return this.#add({ kind: 'ok', op, at: this.#next(), status: 200, ...answer });
  }

  fail(op: number, code = 'booking.state'): this {
    return this.#add({ kind: 'fail', op, at: this.#next(), status: 409, code });
  }

  unknown(op: number): this {
    return this.#add({ kind: 'unknown', op, at: this.#next(), status: 0, code: 'timeout' });
  }

  /** A whole sale of the hold `h-<booking>`. */
  sells(op: number, seen: SeenBooking): this {
    const key = `k${op}`;
    const call = { does: 'confirm', showtime: seen.showtime, hold: `h-${seen.id}`, key } as const;
    return this.ask(op, call).ok(op, { booking: seen });
  }

  fault(phase: 'strikes' | 'over', losesHolds = true): this {
    return this.#add({ kind: 'fault', fault: 'redis-flush', at: this.#next(), phase, losesHolds });
  }

  /** The end, with these bookings in the database. */
  ends(...finals: readonly Final[]): this {
    for (const final of finals) this.#add(final);
    return this.#add({ kind: 'end', at: this.#next() });
  }

  #add(line: Line): this {
    this.lines.push(line);
    return this;
  }

  #next(): number {
    this.#at += 1;
    return this.#at;
  }
}

export function booking(id: string, overrides: Partial<SeenBooking> = {}): SeenBooking {
  return {
    id,
    status: 'BOOKED',
    version: 1,
    showtime: 's1',
    seats: ['A1'],
    totalMinor: 1_000,
    expiresAt: null,
    ...overrides,
  };
}

/** The booking as the database has it. */
export function final(seen: SeenBooking): Final {
  const { id, status, version, showtime, seats } = seen;
  const claims = (status === 'BOOKED' || status === 'PENDING') && seats.length > 0;
  return { kind: 'final', booking: id, status, version, claims, showtime, seats, holds: [`h-${id}`] };
}
