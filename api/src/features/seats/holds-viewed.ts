import type { AuditEvent } from '@foyer/shared/audit';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { ActContext } from './seats.ts';

/** The fact that somebody looked at who holds what. */
export function holdsViewed(
  showtimeId: ShowtimeId,
  act: ActContext,
  { at, id }: { readonly at: Date; readonly id: string },
): AuditEvent {
  return {
    id,
    at: at.toISOString(),
    actor: act.actor,
    till: act.till,
    action: 'holds.viewed',
    target: { kind: 'showtime', id: showtimeId },
    showtimeId,
    before: null,
    after: null,
    reason: null,
    requestId: act.requestId,
    traceId: act.traceId,
    result: 'OK',
  };
}
