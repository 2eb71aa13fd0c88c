import type { SeatMapChanged } from '@foyer/shared/events/seat-map';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { SeatEvent } from '../features/seats/seats.ts';

/** How long changes of one hall are gathered before they go out as one message. */
export const coalesceMs = 25;

interface Gathering {
  readonly epoch: string;
  readonly fromSeq: number;
  seq: number;
  readonly statuses: Map<string, SeatMapChanged['changes'][number]>;
  readonly timer: NodeJS.Timeout;
}

/** Gathers the changes of each hall for a moment and hands them on as one message. */
export class SeatMapFeed {
  readonly #send: (change: SeatMapChanged) => void;
  readonly #gatherings = new Map<ShowtimeId, Gathering>();

  constructor(send: (change: SeatMapChanged) => void) {
    this.#send = send;
  }

  add(event: SeatEvent): void {
    const open = this.#gatherings.get(event.showtimeId);
    if (open && (open.epoch !== event.epoch || event.seq !== open.seq + 1)) this.#flush(event.showtimeId);
    const gathering = this.#gatherings.get(event.showtimeId) ?? this.#open(event);
    gathering.seq = event.seq;
    if (!event.status) return;
    for (const seat of event.seats) gathering.statuses.set(seat, { seat, status: event.status });
  }

  /** Drops what was gathered; timers end. */
  stop(): void {
    for (const { timer } of this.#gatherings.values()) clearTimeout(timer);
    this.#gatherings.clear();
  }

  #open({ showtimeId, epoch, seq }: SeatEvent): Gathering {
    const timer = setTimeout(() => this.#flush(showtimeId), coalesceMs);
    const gathering = { epoch, fromSeq: seq, seq, statuses: new Map(), timer };
    this.#gatherings.set(showtimeId, gathering);
    return gathering;
  }

  #flush(showtimeId: ShowtimeId): void {
    const gathering = this.#gatherings.get(showtimeId);
    if (!gathering) return;
    clearTimeout(gathering.timer);
    this.#gatherings.delete(showtimeId);
    const { epoch, fromSeq, seq, statuses } = gathering;
    this.#send({ showtimeId, epoch, fromSeq, seq, changes: [...statuses.values()] });
  }
}
