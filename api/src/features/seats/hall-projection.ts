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

/** A hall and what happened since; events are worked in when somebody looks, all at once. */
interface Followed {
  readonly hall: Hall;
  readonly since: SeatEvent[];
}

const mostSince = 256;

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
  readonly #halls = new Map<ShowtimeId, Followed>();
  readonly #loading = new Map<ShowtimeId, Loading>();
  readonly #floors = new Map<ShowtimeId, Position>();

  constructor({ load }: HallProjectionOptions) {
    this.#load = load;
  }

  /** The hall, at least as new as every write this node has answered. */
  async read(showtimeId: ShowtimeId): Promise<Hall> {
    const hall = this.#current(showtimeId);
    if (hall && !this.#isBehind(showtimeId, hall)) return hall;
    return this.#reload(showtimeId);
  }

  /** Remembers that this node answered a write at that position: no later read may be older. */
  expect(showtimeId: ShowtimeId, { epoch, seq }: Position): void {
    const floor = this.#floors.get(showtimeId);
    // Two writes may be answered in another order than they happened.
    const isOlder = floor?.epoch === epoch && floor.seq >= seq;
    if (!isOlder) this.#floors.set(showtimeId, { epoch, seq });
    if (this.#halls.get(showtimeId)?.hall.epoch !== epoch) this.#halls.delete(showtimeId);
  }

  apply(event: SeatEvent): void {
    this.#loading.get(event.showtimeId)?.missed.push(event);
    const followed = this.#halls.get(event.showtimeId);
    if (!followed) return;
    const step = stepTo(event, followed.since.at(-1) ?? followed.hall);
    if (step === 'KNOWN') return;
    if (step === 'GAP') this.#halls.delete(event.showtimeId);
    else if (followed.since.push(event) >= mostSince) this.#current(event.showtimeId);
  }

  /** Forgets everything: events may have been missed. */
  clear(): void {
    this.#halls.clear();
    this.#loading.clear();
  }

  /** The hall with everything worked in that has happened; the same object until something does. */
  #current(showtimeId: ShowtimeId): Hall | undefined {
    const followed = this.#halls.get(showtimeId);
    if (!followed || followed.since.length === 0) return followed?.hall;
    const hall = after(followed.hall, followed.since);
    this.#halls.set(showtimeId, { hall, since: [] });
    return hall;
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
      const followed = followAll(snapshot, missed);
      return { hall: followed ?? snapshot, isComplete: followed !== null };
    });
    const loading: Loading = { loaded, missed };
    this.#loading.set(showtimeId, loading);
    return loaded.then(
      (result) => {
        // What does not fit the events is good enough for who asked, and not worth keeping.
        if (this.#settle(showtimeId, loading) && result.isComplete) {
          this.#halls.set(showtimeId, { hall: result.hall, since: [] });
        }
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

/** Whether an event follows on a position: KNOWN has been seen, GAP has something missing before it. */
function stepTo(event: Position, { epoch, seq }: Position): 'NEXT' | 'KNOWN' | 'GAP' {
  if (event.epoch !== epoch || event.seq > seq + 1) return 'GAP';
  return event.seq <= seq ? 'KNOWN' : 'NEXT';
}

/** The hall after events that came in any number; null where something in between is missing. */
function followAll(hall: Hall, events: readonly SeatEvent[]): Hall | null {
  const next: SeatEvent[] = [];
  for (const event of events) {
    const step = stepTo(event, next.at(-1) ?? hall);
    if (step === 'GAP') return null;
    if (step === 'NEXT') next.push(event);
  }
  return after(hall, next);
}

/** The hall after events that follow on it one by one. */
function after(hall: Hall, events: readonly SeatEvent[]): Hall {
  const last = events.at(-1);
  if (!last) return hall;
  const statuses = new Map(hall.statuses);
  for (const { seats, status } of events) {
    for (const seat of seats) {
      if (status === 'AVAILABLE') statuses.delete(seat);
      else if (status) statuses.set(seat, status);
    }
  }
  return { ...hall, epoch: last.epoch, seq: last.seq, statuses };
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
