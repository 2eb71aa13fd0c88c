import type { Logger } from '../../platform/logger.ts';
import { keptSeatsDue, type SeatGateway } from './seat.gateway.ts';
import { systemAct } from './seats.ts';

const batch = 100;

/**
 * One run: ends every hold whose time is over and puts kept seats on sale whose time has come. Idempotent, so any number of nodes may sweep at once.
 * Answers true when a full batch suggests that more are waiting.
 */
export async function sweepHolds(gateway: SeatGateway, log: Logger): Promise<boolean> {
  const due = await gateway.dueHolds(batch);
  for (const { showtimeId, holdId } of due) {
    if (holdId === keptSeatsDue) {
      await gateway.releaseKept(showtimeId, systemAct);
      continue;
    }
    const outcome = await gateway.expire(showtimeId, holdId, systemAct);
    if (outcome === 'OK') log.debug({ showtimeId, holdId }, 'a hold ran out');
  }
  return due.length >= batch;
}
