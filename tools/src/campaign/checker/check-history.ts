/** Judges a history: pure, one line after the other, knowing nothing of the system but what was asked and answered. */
import type { Call, Final, Head, Invoke, Line, Outcome, Strike } from '../history/history.ts';
import { judgeEnds } from './booking-ends.ts';
import { HoldCourtesy } from './hold-courtesy.ts';
import { SeatOwnership, type Moment } from './seat-ownership.ts';
import { Tally, type Shares } from './tally.ts';
import { KeyedAnswers } from './keyed-answers.ts';
import type { Violation } from './violation.ts';

export type Verdict = {
  readonly head: Head;
  readonly violations: readonly Violation[];
  readonly courtesyBreaches: number;
  readonly courtesyExamples: readonly string[];
  /** Whether the state at rest is part of the history; without it nobody can say that nothing was lost. */
  readonly isWhole: boolean;
  readonly shares: Shares;
};

/** Refusals after which a sale may exist all the same: a declined payment leaves a record that late money can revive. */
const notFinal = new Set(['payment.declined', 'idempotency.in-progress', 'booking.state']);

export class HistoryChecker {
  readonly #violations: Violation[] = [];
  readonly #tally = new Tally();
  readonly #courtesy = new HoldCourtesy();
  readonly #open = new Map<
    number,
    { readonly call: Call; readonly line: number; readonly beganAt: number }
  >();
  readonly #answers = new KeyedAnswers((violation) => this.#violations.push(violation));
  readonly #mayHaveSold = new Set<string>();
  readonly #finals = new Map<string, Final>();
  #head: Head | undefined;
  #ownership: SeatOwnership | undefined;
  #line = 0;
  #endedAtMs: number | undefined;

  /** Takes the next line. Throws a sentence where the history contradicts itself. */
  take(line: Line): void {
    this.#line += 1;
    if (line.kind === 'head') return this.#begin(line);
    const ownership = this.#ownership;
    if (!ownership) throw new Error('The first line of a history is its head.');
    switch (line.kind) {
      case 'invoke':
        return this.#invoke(ownership, line);
      case 'ok':
      case 'fail':
      case 'unknown':
        return this.#settle(ownership, line);
      case 'fault':
        return this.#fault(line);
      case 'final':
        this.#finals.set(line.booking, line);
        return;
      case 'finding': {
        const { invariant, message: sentence, showtime, seats = [], bookings = [] } = line;
        this.#violations.push({ invariant, sentence, showtime, seats, bookings, operations: [] });
        return;
      }
      case 'end':
        this.#endedAtMs = this.#wallMs(line.at);
    }
  }

  finish(): Verdict {
    const head = this.#head;
    const ownership = this.#ownership;
    if (!head || !ownership) throw new Error('A history has at least a head.');
    for (const { call } of this.#open.values()) this.#remember(call);
    const ends =
      this.#endedAtMs === undefined
        ? []
        : judgeEnds(ownership.bookings.values(), {
            finals: this.#finals,
            mayHaveSold: this.#mayHaveSold,
            wallMs: this.#endedAtMs,
          });
    return {
      head,
      violations: [...this.#violations, ...ends],
      courtesyBreaches: this.#courtesy.breaches,
      courtesyExamples: this.#courtesy.examples,
      isWhole: this.#endedAtMs !== undefined && this.#tally.operations >= head.operations,
      shares: this.#tally.shares(),
    };
  }

  #begin(head: Head): void {
    if (this.#head) throw new Error(`Line ${this.#line} is a second head.`);
    this.#head = head;
    this.#ownership = new SeatOwnership({
      report: (violation) => this.#violations.push(violation),
      clockSkewMs: head.clockSkewMs,
    });
  }

  #invoke(ownership: SeatOwnership, { op, at, call }: Invoke): void {
    if (this.#open.has(op)) throw new Error(`Line ${this.#line}: operation ${op} began already.`);
    this.#open.set(op, { call, line: this.#line, beganAt: at });
    this.#tally.invoke();
    this.#courtesy.invoke(call);
    ownership.invoke(call, this.#moment(op, at, this.#line));
  }

  #settle(ownership: SeatOwnership, outcome: Outcome): void {
    const { op, at, kind } = outcome;
    const begun = this.#open.get(op);
    if (!begun) throw new Error(`Line ${this.#line}: operation ${op} ends and never began.`);
    this.#open.delete(op);
    const { call, line, beganAt } = begun;
    if (at < beganAt) throw new Error(`Line ${this.#line}: operation ${op} ends before it began.`);
    const moment = this.#moment(op, at, line);
    this.#tally.settle(call, outcome);
    if (kind !== 'fail' || notFinal.has(outcome.code ?? '')) this.#remember(call);
    if (kind === 'fail') ownership.fail(call, moment);
    if (kind === 'ok') {
      ownership.succeed(call, outcome.booking, moment);
      this.#answers.succeed(call, outcome);
      this.#courtesy.succeed(outcome.hold, moment);
    }
  }

  #remember({ does, hold, booking }: Call): void {
    const sells = does === 'confirm' || does === 'create' || does === 'exchange';
    if (sells && hold !== undefined) this.#mayHaveSold.add(hold);
    if (does === 'accept' && booking !== undefined) this.#mayHaveSold.add(booking);
  }

  #fault({ fault, phase, losesHolds }: Strike): void {
    if (phase === 'strikes') this.#tally.fault(fault);
    if (losesHolds) this.#courtesy.loss(this.#line, phase);
  }

  #moment(op: number, at: number, since: number): Moment {
    return { op, line: this.#line, since, wallMs: this.#wallMs(at) };
  }

  #wallMs(at: number): number {
    return (this.#head?.startedAtMs ?? 0) + at;
  }
}

/** Judges a whole history. */
export async function checkHistory(lines: AsyncIterable<Line> | Iterable<Line>): Promise<Verdict> {
  const checker = new HistoryChecker();
  for await (const line of lines) checker.take(line);
  return checker.finish();
}
