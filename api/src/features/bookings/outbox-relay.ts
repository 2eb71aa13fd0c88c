import type { AuditEvent } from '@foyer/shared/audit';
import type { BookingRepository } from './booking.repository.ts';

const batch = 200;

/**
 * One run: hands the facts of bookings to the audit and takes them out of the outbox only then. A crash between
 * the two tells a fact again, under the same id. Answers true when more are waiting.
 */
export async function relayOutbox(
  repository: Pick<BookingRepository, 'untold' | 'markTold'>,
  record: (events: readonly AuditEvent[]) => Promise<void>,
): Promise<boolean> {
  const untold = await repository.untold(batch);
  await record(untold.flatMap(({ outbox }) => outbox));
  await repository.markTold(untold);
  return untold.length >= batch;
}
