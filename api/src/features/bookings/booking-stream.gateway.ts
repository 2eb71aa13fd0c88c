import type { AuditEvent } from '@foyer/shared/audit';
import type { Logger } from '../../platform/logger.ts';
import type { RedisClient } from '../../platform/redis.ts';

/** About so many of the newest entries are kept. */
const keptEntries = 100_000;

/**
 * An extra copy of what became of bookings, for programs beside Foyer: the stream `<namespace>:{booking-events}`.
 * Never the only copy: what Redis does not take is in the audit alone. An event may come twice, with the same `event`.
 */
export class BookingStream {
  readonly #redis: RedisClient;
  readonly #key: string;
  readonly #log: Logger;

  constructor(redis: RedisClient, namespace: string, log: Logger) {
    this.#redis = redis;
    this.#key = `${namespace}:{booking-events}`;
    this.#log = log;
  }

  /** Never throws. */
  async publish(events: readonly AuditEvent[]): Promise<void> {
    const told = events.filter(({ action }) => action.startsWith('booking.'));
    if (told.length === 0 || this.#redis.status !== 'ready') return;
    try {
      const additions = this.#redis.pipeline();
      for (const event of told)
        additions.xadd(this.#key, 'MAXLEN', '~', keptEntries, '*', ...fieldsOf(event));
      const answers = (await additions.exec()) ?? [];
      const [failed] = answers.flatMap(([error]) => error ?? []);
      if (failed) throw failed;
    } catch (error) {
      this.#log.debug({ err: error }, 'booking events were not copied to their stream');
    }
  }
}

function fieldsOf({ id, at, action, target, showtimeId, after }: AuditEvent): readonly string[] {
  const seats: unknown = after?.['seats'];
  const reference: unknown = after?.['reference'];
  const fields = {
    event: id,
    action,
    booking: target.id,
    reference: typeof reference === 'string' ? reference : '',
    showtime: showtimeId ?? '',
    seats: Array.isArray(seats) ? seats.join(',') : '',
    at,
  };
  return Object.entries(fields).flat();
}
