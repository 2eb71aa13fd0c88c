import type { Availability } from '@foyer/shared/http/catalogue';
import type { SeatStatus } from '@foyer/shared/http/seat-map';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import { DependencyUnavailable } from '../../platform/unavailable.ts';
import type { Position, SeatEvent } from './seats.ts';

/** A hall as this node knows it. */
export interface Hall extends Position {
  readonly statuses: ReadonlyMap<SeatId, SeatStatus>;
  /** Built from the database alone: Redis is away, and nobody's hold is seen. */
  readonly degraded?: true;
}

export interface HallProjectionOptions {
  /** Reads the hall, hydrating it where needed; null where it can't be had. */
  readonly load: (showtimeId: ShowtimeId) => Promise<Hall | null>;
}

interface Loaded {
  readonly hall: Hall;
  /** Whether the events that came meanwhile follow on it. */
  readonly isComplete: boolean;
}

interface Loading {
  readonly loaded: Promise<Loaded>;
  readonly missed: SeatEvent[];
}

/** Keeps the halls people look at, fed by the seat events, so that reading one costs no round trip. */
export class HallProjection {
  readonly #load: HallProjectionOptions['load'];
  readonly #halls = new Map<ShowtimeId, Hall>();
  readonly #loading = new Map<ShowtimeId, Loading>();
  readonly #floors = new Map<ShowtimeId, Position>();

  constructor({ load }: HallProjectionOptions) {
    this.#load = load;
  }

  /** The hall, at least as new as every write this node has answered. */
  async read(showtimeId: ShowtimeId): Promise<Hall> {
    const hall = this.#halls.get(showtimeId);
    if (hall && !this.#isBehind(showtimeId, hall)) return hall;
    return this.#reload(showtimeId);
  }

  /** Remembers that this node answered a write at that position: no later read may be older. */
  expect(showtimeId: ShowtimeId, { epoch, seq }: Position): void {
    const floor = this.#floors.get(showtimeId);
    // Two writes may be answered in another order than they happened.
    const isOlder = floor?.epoch === epoch && floor.seq >= seq;
    if (!isOlder) this.#floors.set(showtimeId, { epoch, seq });
    if (this.#halls.get(showtimeId)?.epoch !== epoch) this.#halls.delete(showtimeId);
  }

  apply(event: SeatEvent): void {
    this.#loading.get(event.showtimeId)?.missed.push(event);
    const hall = this.#halls.get(event.showtimeId);
    if (!hall) return;
    const next = follow(hall, event);
    if (next) this.#halls.set(event.showtimeId, next);
    else this.#halls.delete(event.showtimeId);
  }

  /** Forgets everything: events may have been missed. */
  clear(): void {
    this.#halls.clear();
    this.#loading.clear();
  }

  #isBehind(showtimeId: ShowtimeId, hall: Hall): boolean {
    const floor = this.#floors.get(showtimeId);
    return floor !== undefined && floor.epoch === hall.epoch && floor.seq > hall.seq;
  }

  #reload(showtimeId: ShowtimeId): Promise<Hall> {
    const already = this.#loading.get(showtimeId);
    if (already)
      return already.loaded.then(({ hall }) =>
        this.#isBehind(showtimeId, hall) ? this.#reload(showtimeId) : hall,
      );
    const missed: SeatEvent[] = [];
    const loaded = this.#load(showtimeId).then((snapshot): Loaded => {
      if (!snapshot) throw new DependencyUnavailable('redis');
      const followed = missed.reduce<Hall | null>((state, event) => state && follow(state, event), snapshot);
      return { hall: followed ?? snapshot, isComplete: followed !== null };
    });
    const loading: Loading = { loaded, missed };
    this.#loading.set(showtimeId, loading);
    return loaded.then(
      (result) => {
        // What does not fit the events is good enough for who asked, and not worth keeping.
        if (this.#settle(showtimeId, loading) && result.isComplete) this.#halls.set(showtimeId, result.hall);
        return result.hall;
      },
      (error: unknown) => {
        this.#settle(showtimeId, loading);
        throw error;
      },
    );
  }

  /** Whether this load is still the current one; a clear() in between makes it nobody's. */
  #settle(showtimeId: ShowtimeId, loading: Loading): boolean {
    if (this.#loading.get(showtimeId) !== loading) return false;
    this.#loading.delete(showtimeId);
    return true;
  }
}

/** The hall after an event; the same where it was known already, null where something in between is missing. */
function follow(hall: Hall, event: SeatEvent): Hall | null {
  if (event.epoch !== hall.epoch) return null;
  if (event.seq <= hall.seq) return hall;
  if (event.seq > hall.seq + 1) return null;
  const statuses = new Map(hall.statuses);
  for (const seat of event.seats) {
    if (event.status === 'AVAILABLE') statuses.delete(seat);
    else if (event.status) statuses.set(seat, event.status);
  }
  return { ...hall, seq: event.seq, statuses };
}

/** Counts a hall's seats by status. */
export function countSeats(total: number, statuses: ReadonlyMap<SeatId, SeatStatus>): Availability {
  const counts = { total, available: total, held: 0, booked: 0, blocked: 0 };
  for (const status of statuses.values()) {
    if (status === 'AVAILABLE') continue;
    counts.available -= 1;
    if (status === 'LOCKED') counts.held += 1;
    else if (status === 'BOOKED') counts.booked += 1;
    else counts.blocked += 1;
  }
  return counts;
}
