import type { HoldId, ShowtimeId } from '@foyer/shared/ids';
import type { Logger } from '../../platform/logger.ts';
import type { Hydrator } from './hydrator.ts';
import { keptSeatsDue, type SeatGateway } from './seat.gateway.ts';
import { systemAct } from './seats.ts';

export interface SweeperOptions {
  readonly gateway: Pick<SeatGateway, 'dueHolds' | 'expire' | 'releaseKept'>;
  readonly hydrator: Pick<Hydrator, 'ensure'>;
  readonly log: Logger;
}

const batch = 100;

/**
 * One run: ends every hold whose time is over and puts kept seats on sale whose time has come. Idempotent, so
 * any number of nodes may sweep at once. A hall that a restart of Redis emptied is filled first, closed shows included: nobody else would, and their holds would be due for
 * ever. What can't be filled now is left to a later run and does not keep the others waiting.
 * Answers true when holds ended and a full batch suggests that more are waiting.
 */
export async function sweepHolds(options: SweeperOptions): Promise<boolean> {
  const due = await options.gateway.dueHolds(batch);
  const stuck = new Map<ShowtimeId, unknown>();
  let ended = 0;
  for (const { showtimeId, holdId } of due) {
    if (stuck.has(showtimeId)) continue;
    try {
      if (await endHold(options, showtimeId, holdId)) ended += 1;
    } catch (error) {
      stuck.set(showtimeId, error);
    }
  }
  const [firstError] = stuck.values();
  if (stuck.size > 0) throw firstError;
  return ended > 0 && due.length >= batch;
}

/** Whether the hold is over and gone, now or before. */
async function endHold(
  { gateway, hydrator, log }: SweeperOptions,
  showtimeId: ShowtimeId,
  holdId: HoldId,
): Promise<boolean> {
  const end = () =>
    holdId === keptSeatsDue
      ? gateway.releaseKept(showtimeId, systemAct)
      : gateway.expire(showtimeId, holdId, systemAct);
  let outcome = await end();
  if (outcome === 'NOT_HYDRATED') {
    await hydrator.ensure(showtimeId);
    outcome = await end();
  }
  if (outcome === 'OK') log.debug({ showtimeId, holdId }, 'a hold ran out');
  return outcome === 'OK' || outcome === 'NOT_FOUND';
}
