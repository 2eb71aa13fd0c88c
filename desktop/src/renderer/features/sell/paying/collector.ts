import {
  acceptOffer,
  cancelBooking,
  declineOffer,
  getBooking,
  payBooking,
} from '@foyer/shared/http/booking-flow';
import type { Booking } from '@foyer/shared/http/bookings';
import { ApiProblem } from '../../../data/api-problem.ts';
import type { Call } from '../../../data/client.ts';
import { pause } from '../../../data/pause.ts';
import { textOf } from '../../../data/problem-texts.ts';
import { isPaymentOpen, mayBeAskedAgain } from '../cart/refusals.ts';
import { type Due, type DueAct, type DueEvent, newDue, nextDue, type PayAttempt, stageOf } from './due.ts';
import { declinedText, leaveText, openText } from './paying-texts.ts';
import type { Tendered } from './tender-plan.ts';

export interface CollectorParts {
  readonly call: Call;
  readonly newKey: () => string;
  readonly onChange: (due: Due) => void;
  readonly onSold: (due: Due) => void;
  /** Between two looks at the booking, while something is under way and while nothing is. */
  readonly lookEveryMs?: { readonly busy: number; readonly idle: number };
}

/**
 * Collects what is due for one booking after the other. The booking is the truth: it is looked at until it says what
 * became of the money, however often a request about it fails. Two calls for the same thing do it once.
 */
export class Collector {
  readonly #parts: CollectorParts;
  readonly #everyMs: { readonly busy: number; readonly idle: number };
  #due: Due | null = null;

  constructor(parts: CollectorParts) {
    this.#parts = parts;
    this.#everyMs = parts.lookEveryMs ?? { busy: 1_000, idle: 4_000 };
  }

  begin(booking: Booking, noteKey: string): void {
    this.#due = newDue(booking, noteKey);
    this.#show();
    void this.#watch(booking.id);
  }

  /** Leaves the booking to the server, which settles it by itself. */
  leave(): void {
    this.#due = null;
  }

  pay(tendered: Tendered): void {
    if (!this.#due || stageOf(this.#due).kind !== 'choose' || this.#due.act) return;
    const attempt = { key: this.#parts.newKey(), ...tendered };
    this.#tell({ kind: 'sent', attempt });
    void this.#ask(this.#due.booking.id, attempt);
  }

  /** Gives the booking up; a card that has paid meanwhile goes before. */
  stop(): void {
    void this.#act('stop', async ({ id }) => {
      const body = { reason: leaveText };
      return (await this.#parts.call(cancelBooking, { params: { id }, body })).booking;
    });
  }

  accept(): void {
    void this.#act(
      'accept',
      async ({ id }) => (await this.#parts.call(acceptOffer, { params: { id } })).booking,
    );
  }

  decline(): void {
    void this.#act(
      'decline',
      async ({ id }) => (await this.#parts.call(declineOffer, { params: { id } })).booking,
    );
  }

  /** Sends one attempt, always under its key, until there is a last word on it. */
  async #ask(id: Booking['id'], { key, payments }: PayAttempt): Promise<void> {
    while (this.#due?.attempt?.key === key) {
      try {
        const input = { params: { id }, body: { payments: [...payments] }, idempotencyKey: key };
        const { booking } = await this.#parts.call(payBooking, input);
        this.#tell({ kind: 'heard', booking, of: key });
      } catch (error) {
        if (isLastWord(error)) {
          // First what the booking says of it, so that nobody chooses anew by an older view.
          await this.#look(id);
          this.#tell({ kind: 'refused', of: key, text: refusalText(error, payments) });
        }
      }
      await pause(this.#everyMs.busy);
    }
  }

  async #watch(id: Booking['id']): Promise<void> {
    const { busy, idle } = this.#everyMs;
    while (this.#due?.booking.id === id) {
      // In short steps, since something may begin in the middle of a long pause.
      for (let waitedMs = 0; waitedMs < (this.#isIdle ? idle : busy); waitedMs += busy) await pause(busy);
      if (this.#due?.booking.id === id) await this.#look(id);
    }
  }

  get #isIdle(): boolean {
    const kind = this.#due ? stageOf(this.#due).kind : 'ended';
    return kind === 'choose' || kind === 'ended';
  }

  async #look(id: Booking['id']): Promise<void> {
    try {
      const { booking } = await this.#parts.call(getBooking, { params: { id } });
      this.#tell({ kind: 'heard', booking, of: null });
    } catch {
      if (this.#due?.booking.id === id) this.#tell({ kind: 'unheard' });
    }
  }

  async #act(act: DueAct, run: (booking: Booking) => Promise<Booking>): Promise<void> {
    const { booking: seen, act: underWay } = this.#due ?? {};
    if (!seen || underWay) return;
    this.#tell({ kind: 'act-began', act });
    let text: string | null = null;
    try {
      this.#tell({ kind: 'heard', booking: await run(seen), of: null });
    } catch (error) {
      await this.#look(seen.id);
      text = isPaymentOpen(error) ? openText : textOf(error);
    }
    if (this.#due?.booking.id === seen.id) this.#tell({ kind: 'act-ended', text });
  }

  /** About the booking at hand only: whoever comes too late says nothing any more. */
  #tell(event: DueEvent): void {
    if (!this.#due || (event.kind === 'heard' && event.booking.id !== this.#due.booking.id)) return;
    this.#due = nextDue(this.#due, event);
    this.#show();
  }

  #show(): void {
    const due = this.#due;
    if (!due) return;
    if (stageOf(due).kind !== 'sold') return this.#parts.onChange(due);
    this.#due = null;
    this.#parts.onSold(due);
  }
}

/** About who asks, not about what was asked. */
const ofSession: readonly string[] = ['auth.required', 'auth.expired', 'auth.refused'];

/** A refusal after which this attempt does nothing more; anything else may have been heard and is asked again. */
function isLastWord(error: unknown): boolean {
  return error instanceof ApiProblem && !mayBeAskedAgain(error) && !ofSession.includes(error.code);
}

function refusalText(error: unknown, payments: Tendered['payments']): string {
  const isDeclined = error instanceof ApiProblem && error.code === 'payment.declined';
  return isDeclined ? declinedText(payments) : textOf(error);
}
