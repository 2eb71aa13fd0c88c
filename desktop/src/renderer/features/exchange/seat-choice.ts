import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Hold } from '@foyer/shared/http/holds';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { Call } from '../../data/client.ts';
import { textOf } from '../../data/problem-texts.ts';
import { inSeatOrder } from '../../data/seat-order.ts';
import { holdCalls } from '../sell/cart/hold-calls.ts';
import { isFull, isHoldGone } from '../sell/cart/refusals.ts';

interface UnderWay {
  readonly showtimeId: ShowtimeId;
  readonly seat: SeatId;
  readonly kind: 'taking' | 'returning';
}

/** The new seats of an exchange, as far as they are held. */
export interface Chosen {
  readonly showtime: Showtime | null;
  readonly hold: Hold | null;
  /** In the order in which they were taken. */
  readonly seats: readonly SeatId[];
  readonly underWay: readonly UnderWay[];
  readonly message: string | null;
}

const nothing: Chosen = { showtime: null, hold: null, seats: [], underWay: [], message: null };

/** Holds the seats that somebody chooses for others: so many and no more, of one show. One call at a time. */
export class SeatChoice {
  readonly #holds: ReturnType<typeof holdCalls>;
  readonly #listeners = new Set<() => void>();
  #chosen: Chosen = nothing;
  #queue: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPaused = false;

  constructor(call: Call) {
    this.#holds = holdCalls(call);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): Chosen => this.#chosen;

  /** Takes a free seat, in the place of the first one where there are enough; gives one of ours back. */
  toggle(showtime: Showtime, seat: SeatId, need: number): void {
    const { seats, underWay } = this.#chosen;
    if (this.#isPaused || underWay.some((other) => other.seat === seat)) return;
    if (this.#isAt(showtime) && seats.includes(seat)) return this.giveBack([seat]);
    this.#mark({ showtimeId: showtime.id, seat, kind: 'taking' });
    this.#enqueue(() => this.#take(showtime, [seat], need));
  }

  /** Lets the server find what is still missing. */
  takeBest(showtime: Showtime, need: number): void {
    if (this.#isPaused) return;
    this.#enqueue(async () => {
      const { hold, seats } = this.#isAt(showtime) ? this.#chosen : nothing;
      const missing = need - seats.length;
      if (missing <= 0) return;
      try {
        const grown = await this.#holds.lockBest(showtime, missing, hold);
        const added = inSeatOrder(grown.seats).filter((seat) => !seats.includes(seat));
        await this.#moveTo(showtime, grown, [...seats, ...added]);
      } catch (error) {
        if (!isFull(error)) throw error;
        const words = missing === 1 ? 'No seat is' : `Fewer than ${missing} seats are`;
        this.#put({ message: `${words} left for ${showtime.movie.title}.` });
      }
    });
  }

  /** Exactly these instead of those: taken first, so that nothing is given up for nothing. */
  replace(wanted: readonly SeatId[]): void {
    const { showtime, seats } = this.#chosen;
    if (!showtime || this.#isPaused) return;
    const missing = wanted.filter((seat) => !seats.includes(seat));
    for (const seat of missing) this.#mark({ showtimeId: showtime.id, seat, kind: 'taking' });
    this.#enqueue(() => this.#take(showtime, missing, wanted.length));
  }

  giveBack(given: readonly SeatId[]): void {
    const { showtime, seats } = this.#chosen;
    if (!showtime) return;
    const ours = given.filter((seat) => seats.includes(seat));
    for (const seat of ours) this.#mark({ showtimeId: showtime.id, seat, kind: 'returning' });
    this.#enqueue(() => this.#release(ours));
  }

  /** Asks for more time; the server grants it up to its cap. */
  extend(): void {
    this.#enqueue(async () => {
      const { showtime, hold, seats } = this.#chosen;
      if (!showtime || !hold || this.#isPaused) return;
      this.#put({ hold: await this.#holds.lock(showtime, seats, hold) });
    });
  }

  /** Gives everything back. */
  clear(message: string | null = null): void {
    this.#isPaused = false;
    this.#enqueue(async () => {
      const { showtime, hold } = this.#chosen;
      this.#chosen = nothing;
      this.#put({ message });
      // Unanswered or refused, the hold lapses by itself.
      if (showtime && hold) await this.#holds.release(showtime, hold).catch(() => undefined);
    });
  }

  /** The exchange has made them the booking's. */
  settle(): void {
    this.#isPaused = false;
    this.#chosen = nothing;
    this.#put({});
  }

  /** While the exchange itself is under way its hold lives by the server's word alone; afterwards it is renewed. */
  pause(isPaused: boolean): void {
    if (this.#isPaused === isPaused) return;
    this.#isPaused = isPaused;
    this.#put({});
    if (!isPaused) this.extend();
  }

  async #take(showtime: Showtime, wanted: readonly SeatId[], need: number): Promise<void> {
    // The choice may have been cleared while this waited for its turn.
    const asked = wanted.filter((seat) => this.#chosen.underWay.some((other) => other.seat === seat));
    if (asked.length === 0) return;
    const { hold, seats } = this.#isAt(showtime) ? this.#chosen : nothing;
    const grown = await this.#holds.lock(showtime, asked, hold);
    await this.#moveTo(showtime, grown, [...seats, ...asked]);
    await this.#release(this.#chosen.seats.slice(0, Math.max(0, this.#chosen.seats.length - need)));
  }

  /** What is held of another show goes back once the new seats are sure. */
  async #moveTo(showtime: Showtime, hold: Hold, seats: readonly SeatId[]): Promise<void> {
    const before = this.#chosen;
    const isOther = !this.#isAt(showtime);
    const underWay = before.underWay.filter(({ seat }) => !seats.includes(seat));
    this.#put({ showtime, hold, seats, underWay, message: null });
    if (isOther && before.showtime && before.hold)
      await this.#holds.release(before.showtime, before.hold).catch(() => undefined);
  }

  async #release(given: readonly SeatId[]): Promise<void> {
    const { showtime, hold, seats, underWay } = this.#chosen;
    if (given.length === 0 || !showtime || !hold) return;
    const left = await this.#holds.release(showtime, hold, given);
    this.#put({
      hold: left,
      seats: seats.filter((seat) => !given.includes(seat)),
      underWay: underWay.filter(({ seat }) => !given.includes(seat)),
    });
  }

  #mark(step: UnderWay): void {
    this.#put({ underWay: [...this.#chosen.underWay, step], message: null });
  }

  #isAt({ id }: Pick<Showtime, 'id'>): boolean {
    return this.#chosen.showtime?.id === id;
  }

  #enqueue(task: () => Promise<void>): void {
    this.#queue = this.#queue.then(task).catch((error: unknown) => {
      const message = textOf(error);
      if (isHoldGone(error)) this.#chosen = nothing;
      this.#put({ underWay: [], message });
    });
  }

  #put(change: Partial<Chosen>): void {
    this.#chosen = { ...this.#chosen, ...change };
    clearTimeout(this.#timer);
    const { hold, seats } = this.#chosen;
    if (hold && !this.#isPaused)
      this.#timer = setTimeout(
        () => this.clear(`The hold on ${seats.join(', ')} ran out. Choose again; the booking is as it was.`),
        Date.parse(hold.expiresAt) - Date.now(),
      );
    for (const listener of this.#listeners) listener();
  }
}
