/** One key, one act: a repeated request answers the same booking, and never with another payload. */
import type { Call, Outcome } from '../history/history.ts';
import type { Violation } from './violation.ts';

export class KeyedAnswers {
  readonly #made = new Map<string, { readonly booking: string; readonly op: number }>();
  readonly #report: (violation: Violation) => void;

  constructor(report: (violation: Violation) => void) {
    this.#report = report;
  }

  succeed(call: Call, { op, booking }: Outcome): void {
    if (call.key === undefined || !booking) return;
    const made = this.#made.get(call.key);
    if (!made) this.#made.set(call.key, { booking: booking.id, op });
    if (call.altered)
      this.#break('a request with a used key and another payload was accepted', call, { op, booking });
    else if (made && made.booking !== booking.id) {
      this.#break(`one key made bookings ${made.booking} and ${booking.id}`, call, { op, booking });
    }
  }

  #break(sentence: string, call: Call, { op, booking }: Pick<Outcome, 'op' | 'booking'>): void {
    const made = this.#made.get(call.key ?? '');
    this.#report({
      invariant: 'I3',
      sentence,
      showtime: booking?.showtime,
      seats: booking?.seats ?? [],
      bookings: booking ? [booking.id] : [],
      operations: [...(made ? [made.op] : []), op],
    });
  }
}
