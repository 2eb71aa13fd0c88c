import { SeatStatus } from '@foyer/shared/http/seat-map';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { Logger } from '../../platform/logger.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import { DependencyUnavailable } from '../../platform/unavailable.ts';
import type { Hall } from './hall-projection.ts';
import { systemAct, type SeatEvent } from './seats.ts';

export type Statuses = ReadonlyMap<SeatId, SeatStatus>;

export interface DegradedHallsOptions {
  /** Reads a hall from the database, from the primary with majority. */
  readonly readStatuses: (showtimeId: ShowtimeId) => Promise<Statuses>;
  /** Follows what the database decides on whichever node; null means that anything may have changed. */
  readonly follow: (onChange: (showtimeId: ShowtimeId | null) => void) => {
    readonly started: Promise<void>;
    readonly stop: () => Promise<void>;
  };
  readonly onEvent: (event: SeatEvent) => void;
  readonly ids: IdSource;
  readonly now: () => Date;
  readonly log: Logger;
}

interface Kept {
  hall: Hall | null;
  /** The reading under way, and whether something happened since it began. */
  reading: Promise<Hall> | null;
  isStale: boolean;
}

/** How long a reader waits for the change stream: with both engines away there is none. */
const followLimitMs = 2_000;
/** What a change stream can't tell, such as seats that the house takes back, is seen after this time. */
const refreshEveryMs = 5_000;

/**
 * Halls as the database alone knows them, while Redis is away: sold, being paid for, kept back; holds are not seen.
 * Each has an epoch that no node and no outage shares, and counts its own changes.
 */
export class DegradedHalls {
  readonly #options: DegradedHallsOptions;
  #kept = new Map<ShowtimeId, Kept>();
  #changes: ReturnType<DegradedHallsOptions['follow']> | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DegradedHallsOptions) {
    this.#options = options;
  }

  begin(): void {
    if (this.#changes) return;
    this.#kept = new Map();
    this.#changes = this.#options.follow((showtimeId) => this.#changed(showtimeId));
    this.#timer = setInterval(() => this.#changed(null), refreshEveryMs);
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    const changes = this.#changes;
    this.#changes = null;
    this.#kept = new Map();
    await changes?.stop();
  }

  /** The hall as the database knows it, kept current from the first call on. */
  async read(showtimeId: ShowtimeId): Promise<Hall> {
    await this.#followed();
    const kept = this.#kept.get(showtimeId) ?? { hall: null, reading: null, isStale: false };
    this.#kept.set(showtimeId, kept);
    return kept.hall ?? this.#refresh(showtimeId, kept);
  }

  /** Resolves once changes are followed. Throws DependencyUnavailable where the database does not let them be in time. */
  async #followed(): Promise<void> {
    const changes = this.#changes;
    if (!changes) return;
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new DependencyUnavailable('mongo')), followLimitMs);
    });
    try {
      await Promise.race([changes.started, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  #changed(showtimeId: ShowtimeId | null): void {
    for (const [id, kept] of this.#kept) {
      if (showtimeId !== null && id !== showtimeId) continue;
      this.#refresh(id, kept).catch((error: unknown) => {
        this.#options.log.debug({ err: error, showtimeId: id }, 'a hall could not be read from the database');
      });
    }
  }

  /** One reading at a time; what happens during one is seen by another after it. */
  #refresh(showtimeId: ShowtimeId, kept: Kept): Promise<Hall> {
    if (kept.reading) {
      kept.isStale = true;
      return kept.reading;
    }
    const reading = this.#read(showtimeId, kept).finally(() => {
      kept.reading = null;
    });
    kept.reading = reading;
    return reading;
  }

  async #read(showtimeId: ShowtimeId, kept: Kept): Promise<Hall> {
    for (;;) {
      kept.isStale = false;
      const statuses = await this.#options.readStatuses(showtimeId);
      if (this.#kept.get(showtimeId) === kept) this.#tell(showtimeId, kept, statuses);
      const hall = (kept.hall ??= this.#first(statuses));
      if (!kept.isStale) return hall;
    }
  }

  #first(statuses: Statuses): Hall {
    return { epoch: `degraded.${this.#options.ids.next('e')}`, seq: 0, statuses, degraded: true };
  }

  #tell(showtimeId: ShowtimeId, kept: Kept, statuses: Statuses): void {
    const before = kept.hall;
    if (!before) return;
    const { epoch } = before;
    let { seq } = before;
    const events = changesBetween(before.statuses, statuses).map(([status, seats]): SeatEvent => {
      seq += 1;
      const about = { showtimeId, epoch, seq, at: this.#options.now(), subject: showtimeId };
      return { ...about, type: 'seat.reconciled', status, seats, context: systemAct };
    });
    kept.hall = { ...before, seq, statuses };
    for (const event of events) this.#options.onEvent(event);
  }
}

/** Which seats took on which status, status by status. */
function changesBetween(before: Statuses, after: Statuses): readonly (readonly [SeatStatus, SeatId[]])[] {
  const statusIn = (statuses: Statuses, seat: SeatId): SeatStatus => statuses.get(seat) ?? 'AVAILABLE';
  const seats = [...new Set([...before.keys(), ...after.keys()])];
  const changed = seats.filter((seat) => statusIn(before, seat) !== statusIn(after, seat));
  return SeatStatus.options
    .map((status) => [status, changed.filter((seat) => statusIn(after, seat) === status)] as const)
    .filter(([, seats]) => seats.length > 0);
}
