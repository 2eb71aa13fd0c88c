import type { Booking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Hold } from '@foyer/shared/http/holds';
import type { SeatId } from '@foyer/shared/ids';
import { seatsOf } from '../../../data/problem-texts.ts';
import { type Cart, type CartEvent, isPayable } from '../cart/cart.ts';
import type { CartStore } from '../cart/cart-store.ts';
import { needOf } from '../cart/need.ts';
import * as say from '../cart/refusal-texts.ts';
import { isHoldGone, isUnavailable } from '../cart/refusals.ts';
import type { SaleParts } from '../cart/sale-parts.ts';
import { type Attempt, newAttempt, type Permission } from './attempt.ts';
import { Collector } from './collector.ts';
import { type Due, hasOtherSeats } from './due.ts';
import { needsHold } from './paying-texts.ts';
import { sendSale } from './send-sale.ts';
import { inCash, isCashOnly, type Part, type Tendered } from './tender-plan.ts';

export interface CheckoutParts {
  readonly sale: SaleParts;
  readonly store: CartStore;
  readonly lock: (showtime: Showtime, seats: readonly SeatId[], hold: Hold | null) => Promise<Hold>;
  readonly release: (showtime: Showtime, hold: Hold, seats: readonly SeatId[]) => Promise<unknown>;
  readonly enqueue: (task: () => Promise<void>) => void;
  readonly onHoldGone: (error: unknown) => void;
}

/** A sale of before, whose booking is still to be settled. */
export interface OpenDue {
  readonly showtime: Showtime;
  readonly booking: Booking;
  readonly noteKey: string;
}

/** The money of the sale: cash is sold in one step, a card is asked once the seats belong to a booking. */
export class Checkout {
  readonly #parts: CheckoutParts;
  readonly #collector: Collector;
  #tendered: Tendered | null = null;

  constructor(parts: CheckoutParts) {
    this.#parts = parts;
    const { call, newKey, lookEveryMs } = parts.sale;
    this.#collector = new Collector({
      call,
      newKey,
      ...(lookEveryMs && { lookEveryMs }),
      onChange: (due) => this.#put({ kind: 'owed', due }),
      onSold: (due) => this.#collected(due),
    });
  }

  /** Sells for this money; in doubt about an earlier attempt, asks for the answer to that one. */
  pay(tendered: Tendered, permission: Permission = {}): void {
    const { phase } = this.#cart;
    if (phase.kind === 'owed') return this.#collector.pay(tendered);
    if (!isPayable(this.#cart)) return;
    const sent = phase.kind === 'unsure' ? phase.attempt : null;
    if (!sent) this.#tendered = tendered;
    const key = sent?.key ?? this.#parts.sale.newKey();
    const attempt = (): Attempt => sent ?? newAttempt(this.#cart, { key, tendered, permission });
    this.#put({ kind: 'pay-began', attempt: attempt() });
    this.#parts.enqueue(async () => {
      if (!sent && !(await this.#holdTheRest())) return;
      await this.#sell(attempt());
    });
  }

  /** The same money once more, now that somebody allows it. */
  payAgain(totalMinor: number, permission: Permission): void {
    this.pay(this.#tendered ?? inCash(totalMinor), permission);
  }

  /** Sets a part of the sum aside for this tender; it is sent with the rest. */
  lay(part: Part): void {
    this.#put({ kind: 'parts-laid', parts: [...this.#cart.parts, part] });
  }

  /** The last part, or the one at this place, is to be paid otherwise after all. */
  unlay(place = this.#cart.parts.length - 1): void {
    this.#put({ kind: 'parts-laid', parts: this.#cart.parts.filter((_part, index) => index !== place) });
  }

  stop(): void {
    this.#collector.stop();
  }

  accept(): void {
    this.#collector.accept();
  }

  decline(): void {
    this.#collector.decline();
  }

  /** Takes up a sale of before; false while another guest is being served. */
  resume({ showtime, booking, noteKey }: OpenDue): boolean {
    const { phase, lines } = this.#cart;
    if (lines.length > 0 || (phase.kind !== 'choosing' && phase.kind !== 'sold')) return false;
    this.#put({ kind: 'resumed', showtime, booking });
    this.#collector.begin(booking, noteKey);
    return true;
  }

  /** What ended without a sale has been read. */
  closeDue(): void {
    const { phase } = this.#cart;
    if (phase.kind !== 'owed') return;
    this.leave();
    this.#parts.sale.onRefused({ key: phase.due.noteKey });
    this.#put({ kind: 'emptied', message: null });
  }

  leave(): void {
    this.#collector.leave();
  }

  /** Leaves an unanswered sale alone; whether it stands is in the bookings. */
  leaveUnanswered(): void {
    if (this.#cart.phase.kind !== 'unsure') return;
    this.#put({ kind: 'emptied', message: { tone: 'warning', text: say.unansweredText } });
  }

  /** Seats that could not be held when they were chosen: perhaps they can by now. False where the sale ends here. */
  async #holdTheRest(): Promise<boolean> {
    const { showtime, unheld, hold } = this.#cart;
    if (!showtime || unheld.length === 0) return true;
    try {
      const grown = await this.#parts.lock(showtime, unheld, hold);
      this.#put({ kind: 'hold-answered', hold: grown, seat: null });
    } catch (error) {
      if (isUnavailable(error)) return true;
      await this.#refused(error, showtime);
      return false;
    }
    return true;
  }

  async #sell(attempt: Attempt): Promise<void> {
    const { showtime, hold } = this.#cart;
    if (!showtime) return;
    if (!hold && !isCashOnly(attempt.tendered.payments))
      return this.#put({ kind: 'pay-refused', message: needsHold, lostSeats: [], need: null });
    const answer = await sendSale(this.#parts.sale, showtime, attempt);
    switch (answer.kind) {
      case 'unanswered':
        return this.#put({ kind: 'pay-unanswered', attempt });
      case 'refused':
        return isHoldGone(answer.error)
          ? this.#parts.onHoldGone(answer.error)
          : this.#refused(answer.error, showtime);
      case 'sold':
        this.#put({ kind: 'sold', booking: answer.booking, tendered: attempt.tendered, rescue: null });
        return this.#parts.sale.onSold(answer.booking, showtime, {
          key: attempt.key,
          givenMinor: attempt.tendered.givenMinor,
        });
      case 'owed':
        await this.#parts.sale.onOwed(answer.booking, attempt.key);
        this.#collector.begin(answer.booking, attempt.key);
        return this.#collector.pay(attempt.tendered);
    }
  }

  #collected(due: Due): void {
    const { showtime } = this.#cart;
    const { booking, givenMinor, noteKey } = due;
    const payments = booking.payments.filter(({ status }) => status === 'CAPTURED');
    const rescue = !due.isLate ? null : hasOtherSeats(due) ? 'other-seats' : 'same-seats';
    this.#put({ kind: 'sold', booking, tendered: { payments, givenMinor }, rescue });
    if (showtime) this.#parts.sale.onSold(booking, showtime, { key: noteKey, givenMinor });
  }

  /** Seats that the refusal names leave the cart and the hold; the rest can still be sold. */
  async #refused(refusal: unknown, showtime: Showtime): Promise<void> {
    const { hold } = this.#cart;
    const lostSeats = seatsOf(refusal);
    const message = say.refusalOfSale(this.#cart, refusal);
    this.#put({ kind: 'pay-refused', message, lostSeats, need: needOf(refusal, this.#cart) });
    const lost = hold?.seats.filter((seat) => lostSeats.includes(seat)) ?? [];
    if (hold && lost.length > 0) await this.#parts.release(showtime, hold, lost).catch(() => undefined);
  }

  get #cart(): Cart {
    return this.#parts.store.cart;
  }

  #put(event: CartEvent): void {
    this.#parts.store.put(event);
  }
}
