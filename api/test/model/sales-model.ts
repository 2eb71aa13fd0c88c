/** What seats, holds and bookings must be after each command, as simple as it can be said. No engine, no clock. */
import type { BookingStatus } from '@foyer/shared/http/bookings';
import type { SeatStatus } from '@foyer/shared/http/seat-map';
import type { BookingId, HoldId, SeatId, ShowtimeId } from '@foyer/shared/ids';

export const buyers = ['anna', 'ben', 'clerk'] as const;
export type Buyer = (typeof buyers)[number];

export interface ModelHold {
  readonly id: HoldId;
  readonly buyer: Buyer;
  readonly show: ShowtimeId;
  seats: SeatId[];
}

export interface ModelBooking {
  /** Null where a declined sale never told it. */
  readonly id: BookingId | null;
  readonly buyer: Buyer;
  show: ShowtimeId;
  seats: SeatId[];
  totalMinor: number;
  status: BookingStatus;
}

type Use = ModelHold | ModelBooking;

export interface ModelHouse {
  readonly shows: readonly ShowtimeId[];
  /** Every seat of a hall with its price. */
  readonly pricesMinor: ReadonlyMap<SeatId, number>;
}

export class SalesModel {
  readonly house: ModelHouse;
  readonly holds: ModelHold[] = [];
  readonly bookings: ModelBooking[] = [];
  readonly #uses: ReadonlyMap<ShowtimeId, Map<SeatId, Use>>;

  constructor(house: ModelHouse) {
    this.house = house;
    this.#uses = new Map(house.shows.map((show) => [show, new Map<SeatId, Use>()]));
  }

  show(index: number): ShowtimeId {
    return picked(this.house.shows, index);
  }

  seats(indexes: readonly number[]): SeatId[] {
    const all = [...this.house.pricesMinor.keys()];
    return [...new Set(indexes.map((index) => picked(all, index)))];
  }

  free(show: ShowtimeId): readonly SeatId[] {
    return [...this.house.pricesMinor.keys()].filter((seat) => !this.#of(show).has(seat));
  }

  /** Those of the seats that anybody has, except this hold. */
  taken(show: ShowtimeId, seats: readonly SeatId[], hold?: ModelHold): readonly SeatId[] {
    return seats.filter((seat) => {
      const use = this.#of(show).get(seat);
      return use !== undefined && use !== hold;
    });
  }

  priceMinor(seats: readonly SeatId[]): number {
    return seats.reduce((sum, seat) => sum + (this.house.pricesMinor.get(seat) ?? 0), 0);
  }

  addHold(hold: ModelHold): void {
    this.holds.push(hold);
    this.#give(hold, hold.seats);
  }

  addSeats(hold: ModelHold, seats: readonly SeatId[]): void {
    hold.seats = [...new Set([...hold.seats, ...seats])];
    this.#give(hold, hold.seats);
  }

  dropSeats(hold: ModelHold, seats: readonly SeatId[]): void {
    this.#take(hold.show, seats);
    hold.seats = hold.seats.filter((seat) => !seats.includes(seat));
    if (hold.seats.length === 0) this.holds.splice(this.holds.indexOf(hold), 1);
  }

  /** A sale that its payment failed leaves the hold to its owner. */
  addBooking(hold: ModelHold, id: BookingId | null, status: 'PENDING' | 'BOOKED' | 'FAILED'): void {
    const { buyer, show } = hold;
    const seats = hold.seats.toSorted();
    const booking: ModelBooking = { id, buyer, show, seats, totalMinor: this.priceMinor(seats), status };
    this.bookings.push(booking);
    if (status !== 'FAILED') this.#pass(hold, booking);
  }

  pay(booking: ModelBooking): void {
    booking.status = 'BOOKED';
  }

  cancel(booking: ModelBooking): void {
    booking.status = 'CANCELLED';
    this.#take(booking.show, booking.seats);
  }

  refund(booking: ModelBooking, seats: readonly SeatId[]): void {
    this.#take(booking.show, seats);
    booking.seats = booking.seats.filter((seat) => !seats.includes(seat));
    booking.totalMinor = this.priceMinor(booking.seats);
    if (booking.seats.length === 0) booking.status = 'REFUNDED';
  }

  /** Some seats of the booking for those of the hold, which ends. */
  exchange(booking: ModelBooking, given: readonly SeatId[], hold: ModelHold): void {
    this.#take(booking.show, given);
    const kept = booking.seats.filter((seat) => !given.includes(seat));
    booking.show = hold.show;
    booking.seats = [...kept, ...hold.seats].toSorted();
    booking.totalMinor = this.priceMinor(booking.seats);
    this.#pass(hold, booking);
  }

  /** Each seat as everybody sees it. */
  map(show: ShowtimeId): Readonly<Record<string, SeatStatus>> {
    return Object.fromEntries(
      [...this.house.pricesMinor.keys()].map((seat) => [seat, this.#status(show, seat)]),
    );
  }

  #status(show: ShowtimeId, seat: SeatId): SeatStatus {
    const use = this.#of(show).get(seat);
    if (!use) return 'AVAILABLE';
    return 'status' in use && use.status === 'BOOKED' ? 'BOOKED' : 'LOCKED';
  }

  #pass(hold: ModelHold, booking: ModelBooking): void {
    this.holds.splice(this.holds.indexOf(hold), 1);
    this.#give(booking, booking.seats);
  }

  #give(use: Use, seats: readonly SeatId[]): void {
    for (const seat of seats) this.#of(use.show).set(seat, use);
  }

  #take(show: ShowtimeId, seats: readonly SeatId[]): void {
    for (const seat of seats) this.#of(show).delete(seat);
  }

  #of(show: ShowtimeId): Map<SeatId, Use> {
    const uses = this.#uses.get(show);
    if (!uses) throw new Error(`the model has no ${show}`);
    return uses;
  }
}

/** The item of any index; the list has one at least. */
export function picked<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
}
