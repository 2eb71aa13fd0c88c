/** What one actor believes to have: from answers alone, and so sometimes wrong. */
import type { Answer } from './answers.ts';
import type { Bought, HeldSeats, Wish } from './wishes.ts';

export type Done = { readonly op: number; readonly wish: Wish };

const mostKept = 12;
const owning = new Set(['PENDING', 'BOOKED']);

export class Memory {
  holds: readonly HeldSeats[] = [];
  bookings: readonly Bought[] = [];
  /** Writes that got no answer: they are sent again until they get one. */
  unanswered: readonly Done[] = [];
  /** Costly writes that were accepted. */
  accepted: readonly Done[] = [];

  learn(op: number, wish: Wish, answer: Answer): void {
    const { call } = wish;
    if (answer.kind === 'unknown') {
      if (!call.does.startsWith('read-') && !call.altered)
        this.unanswered = newest(this.unanswered, { op, wish });
      if (call.hold !== undefined && call.does !== 'hold') this.#dropHold(call.hold);
      return;
    }
    if (answer.kind === 'fail') return this.#refused(wish, answer);
    if (call.key !== undefined && call.again === undefined)
      this.accepted = newest(this.accepted, { op, wish });
    if (call.hold !== undefined) this.#dropHold(call.hold);
    const { hold, booking } = answer;
    if (hold && hold.seats.length > 0)
      this.holds = newest(
        this.holds.filter(({ id }) => id !== hold.id),
        hold,
      );
    if (!booking) return;
    const others = this.bookings.filter(({ id }) => id !== booking.id);
    this.bookings = owning.has(booking.status) ? newest(others, booking) : others;
  }

  forgetBooking(id: string): void {
    this.bookings = this.bookings.filter((known) => known.id !== id);
  }

  #refused({ call }: Wish, { code }: Answer): void {
    const isPassing =
      code === 'idempotency.in-progress' || code === 'payment.declined' || code === 'ECONNREFUSED';
    if (isPassing || call.altered) return;
    if (call.hold !== undefined && code !== 'seats.rule') this.#dropHold(call.hold);
    if (call.booking !== undefined && code !== 'hold.expired') this.forgetBooking(call.booking);
  }

  #dropHold(id: string): void {
    this.holds = this.holds.filter((held) => held.id !== id);
  }
}

function newest<Item>(items: readonly Item[], item: Item): readonly Item[] {
  return [...items.slice(-(mostKept - 1)), item];
}
