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
import { textOf } from '../../../data/problem-texts.ts';
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
    const { id } = this.#due.booking;
    void this.#ask(id, attempt);
    void this.#lookSoon(id, attempt.key);
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
    while (this.#due?.booking.id === id) {
      const { kind } = stageOf(this.#due);
      await pause(kind === 'choose' || kind === 'ended' ? this.#everyMs.idle : this.#everyMs.busy);
      if (this.#due?.booking.id === id) await this.#look(id);
    }
  }

  /** The watch may have begun a long pause when nothing was under way yet. */
  async #lookSoon(id: Booking['id'], key: string): Promise<void> {
    await pause(this.#everyMs.busy);
    if (this.#due?.attempt?.key === key) await this.#look(id);
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
      text = isOpenPayment(error) ? openText : textOf(error);
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

/** A refusal after which this attempt does nothing more; anything else may have been heard and is asked again. */
function isLastWord(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  const { code } = error;
  return ![
    'internal',
    'service.unavailable',
    'rate.limited',
    'idempotency.in-progress',
    'auth.required',
    'auth.expired',
    'auth.refused',
  ].includes(code);
}

function refusalText(error: unknown, payments: Tendered['payments']): string {
  const isDeclined = error instanceof ApiProblem && error.code === 'payment.declined';
  return isDeclined ? declinedText(payments) : textOf(error);
}

function isOpenPayment(error: unknown): boolean {
  return (
    error instanceof ApiProblem && error.code === 'booking.state' && error.details['state'] === 'PAYMENT_OPEN'
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
