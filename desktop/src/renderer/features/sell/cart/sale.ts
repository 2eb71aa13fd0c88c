import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Hold } from '@foyer/shared/http/holds';
import type { SeatId, TicketTypeId } from '@foyer/shared/ids';
import { textOf } from '../../../data/problem-texts.ts';
import { Checkout } from '../paying/checkout.ts';
import type { Adjustment } from './adjustment.ts';
import type { Cart, CartEvent } from './cart.ts';
import { CartStore } from './cart-store.ts';
import { holdCalls } from './hold-calls.ts';
import * as say from './refusal-texts.ts';
import { isFull, isHoldGone, isUnavailable } from './refusals.ts';
import type { SaleParts } from './sale-parts.ts';

/** One guest after another at this till: turns keystrokes into calls, one at a time, and answers into the cart. */
export class Sale {
  readonly #parts: SaleParts;
  readonly #holds: ReturnType<typeof holdCalls>;
  readonly #store = new CartStore(() => this.#expire());
  #queue: Promise<void> = Promise.resolve();
  readonly checkout: Checkout;

  constructor(parts: SaleParts) {
    this.#parts = parts;
    this.#holds = holdCalls(parts.call);
    this.checkout = new Checkout({
      sale: parts,
      store: this.#store,
      ...this.#holds,
      enqueue: (task) => this.#enqueue(task),
      onHoldGone: (error) => this.#refused(error),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  readonly snapshot = (): Cart => this.#store.cart;

  /** Adds a free seat to the hold; the seat looks taken at once and comes back if the server says no. */
  take(showtime: Showtime, seat: SeatId): void {
    if (this.#cart.phase.kind === 'sold') this.nextGuest();
    const { phase, underWay } = this.#cart;
    const type = showtime.ticketTypes[0];
    if (phase.kind !== 'choosing' || underWay[seat] || !type) return;
    if (this.#isOfAnotherShow(showtime)) return;
    this.#put({ kind: 'take-began', showtime, line: { seat, ticketTypeId: type.id } });
    this.#enqueue(async () => {
      // The cart may have been emptied while this waited for its turn.
      if (this.#cart.underWay[seat] !== 'taking') return;
      await this.#about(seat, async () => {
        try {
          return await this.#holds.lock(showtime, [seat], this.#cart.hold);
        } catch (error) {
          if (!this.#sellsWithoutHolds(error, showtime)) throw error;
          this.#put({ kind: 'chosen-unheld', seat });
          return this.#cart.hold;
        }
      });
    });
  }

  /** Finds and holds the best seats for so many guests, beside what is in the cart; `onHeld` gets the last of them. */
  takeBest(showtime: Showtime, count: number, onHeld: (seat: SeatId) => void): void {
    if (this.#cart.phase.kind === 'sold') this.nextGuest();
    const type = showtime.ticketTypes[0];
    if (this.#cart.phase.kind !== 'choosing' || !type || this.#isOfAnotherShow(showtime)) return;
    this.#enqueue(async () => {
      try {
        const hold = await this.#holds.lockBest(showtime, count, this.#cart.hold);
        this.#put({ kind: 'best-answered', showtime, hold, ticketTypeId: type.id });
        const last = this.#cart.lines.at(-1);
        if (last) onHeld(last.seat);
      } catch (error) {
        if (isFull(error)) this.#tell(say.fullText(showtime, count));
        else if (this.#sellsWithoutHolds(error, showtime)) this.#tell(say.unheldTexts.best);
        else this.#refused(error);
      }
    });
  }

  /** Gives one seat of the hold back. */
  giveBack(seat: SeatId): void {
    const { showtime, phase, underWay } = this.#cart;
    if (!showtime || phase.kind !== 'choosing' || underWay[seat]) return;
    if (this.#cart.unheld.includes(seat)) {
      this.#put({ kind: 'unheld-returned', seat });
      return;
    }
    this.#put({ kind: 'return-began', seat });
    this.#enqueue(async () => {
      const { hold } = this.#cart;
      if (hold) await this.#about(seat, () => this.#holds.release(showtime, hold, [seat]));
    });
  }

  chooseType(seat: SeatId, ticketTypeId: TicketTypeId): void {
    if (this.#cart.phase.kind === 'choosing') this.#put({ kind: 'type-chosen', seat, ticketTypeId });
  }

  /** Another price for some of the seats, or the list's again. */
  adjust(adjustment: Adjustment | null): void {
    if (this.#cart.phase.kind === 'choosing') this.#put({ kind: 'adjusted', adjustment });
  }

  /** Goes back to choosing, with everything as it is. */
  leaveNeed(): void {
    this.#put({ kind: 'need-left' });
  }

  /** Asks for more time; the server grants it up to its cap. */
  extend(): void {
    this.#enqueue(async () => {
      const { hold, showtime, phase } = this.#cart;
      if (!hold || !showtime || phase.kind !== 'choosing') return;
      try {
        const extended = await this.#holds.lock(showtime, hold.seats, hold);
        this.#put({ kind: 'hold-answered', hold: extended, seat: null });
        if (extended.expiresAt === extended.extendableUntil) this.#tell(say.longestText);
      } catch (error) {
        if (this.#sellsWithoutHolds(error, showtime)) this.#tell(say.unheldTexts.time);
        else this.#refused(error);
      }
    });
  }

  /** Gives everything back and starts afresh. */
  clear(message: Cart['message'] = null): void {
    const { phase } = this.#cart;
    if (phase.kind !== 'choosing' && phase.kind !== 'sold') return;
    this.#enqueue(async () => {
      const { hold, showtime } = this.#cart;
      this.#put({ kind: 'emptied', message });
      // Unanswered or refused, the hold lapses by itself.
      if (hold && showtime) await this.#holds.release(showtime, hold).catch(() => undefined);
    });
  }

  nextGuest(): void {
    if (this.#cart.phase.kind === 'sold') this.#put({ kind: 'emptied', message: null });
  }

  /** Does something with the cart in its turn, between the other calls. */
  inTurn(act: (put: (event: CartEvent) => void) => Promise<void>): void {
    this.#enqueue(() => act((event) => this.#put(event)));
  }

  dismissMessage(): void {
    this.#put({ kind: 'told', message: null });
  }

  async #about(seat: SeatId, ask: () => Promise<Hold | null>): Promise<void> {
    try {
      this.#put({ kind: 'hold-answered', hold: await ask(), seat });
    } catch (error) {
      if (isHoldGone(error)) this.#refused(error);
      else this.#put({ kind: 'seat-refused', seat, message: say.refusalAbout(this.#cart, seat, error) });
    }
  }

  #refused(error: unknown): void {
    if (isHoldGone(error)) return this.#put({ kind: 'emptied', message: say.holdGone(this.#cart) });
    this.#put({ kind: 'told', message: { tone: 'trouble', text: textOf(error) } });
  }

  #expire(): void {
    const { hold, phase, showtime } = this.#cart;
    if (!hold || phase.kind !== 'choosing') return;
    if (showtime && this.#parts.isDegraded(showtime.id)) return this.#put({ kind: 'hold-lapsed' });
    this.clear(say.holdGone(this.#cart));
  }

  /** One cart is one show: says so and changes nothing where its seats are another's. */
  #isOfAnotherShow(wanted: Showtime): boolean {
    const { showtime, lines } = this.#cart;
    if (!showtime || showtime.id === wanted.id || lines.length === 0) return false;
    this.#tell(`The cart holds seats for ${showtime.movie.title}. Sell them or press Esc first.`);
    return true;
  }

  #sellsWithoutHolds(error: unknown, { id }: Showtime): boolean {
    return isUnavailable(error) && this.#parts.isDegraded(id);
  }

  #tell(text: string): void {
    this.#put({ kind: 'told', message: { tone: 'warning', text } });
  }

  #enqueue(task: () => Promise<void>): void {
    this.#queue = this.#queue.then(task);
  }

  get #cart(): Cart {
    return this.#store.cart;
  }

  #put(event: CartEvent): void {
    this.#store.put(event);
  }
}
