import type { AuditEvent } from '@foyer/shared/audit';
import type { BookingRepository, UntoldBooking } from './booking.repository.ts';

const batch = 200;

/** Who else hears of a booking's facts, once they are recorded. */
export interface RelayExtras {
  /** Stores the mails that the facts call for; a fact leaves the outbox only after it. */
  readonly notify: (untold: readonly UntoldBooking[]) => Promise<void>;
  /** Hands on a copy that may get lost; never throws. */
  readonly publish: (events: readonly AuditEvent[]) => Promise<void>;
}

const nobody: RelayExtras = { notify: async () => undefined, publish: async () => undefined };

/**
 * One run: hands the facts of bookings to the audit, then to whoever else hears of them, and takes them out of the
 * outbox only then. A crash anywhere between tells a fact again, under the same id. Answers true when more are waiting.
 */
export async function relayOutbox(
  repository: Pick<BookingRepository, 'untold' | 'markTold'>,
  record: (events: readonly AuditEvent[]) => Promise<void>,
  { notify, publish }: RelayExtras = nobody,
): Promise<boolean> {
  const untold = await repository.untold(batch);
  const events = untold.flatMap(({ outbox }) => outbox);
  await record(events);
  await notify(untold);
  await publish(events);
  await repository.markTold(untold);
  return untold.length >= batch;
}
