import type { AuditEvent } from '@foyer/shared/audit';
import type { Clock } from '../../platform/clock.ts';
import type { SeatEventGroup } from '../seats/seat-event-group.gateway.ts';
import { systemAct } from '../seats/seats.ts';
import { seatFactId } from './seat-facts.ts';
import type { ProgressDocument } from './stream-progress.model.ts';
import type { StreamProgressRepository } from './stream-progress.repository.ts';
import { holeOf, type Hole } from './stream-progress.ts';

export interface StreamGapOptions {
  readonly progress: StreamProgressRepository;
  readonly group: Pick<SeatEventGroup, 'isSettledBefore'>;
  /** Which of these ids the trail has. */
  readonly recorded: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly record: (events: readonly AuditEvent[]) => Promise<void>;
  readonly clock: Clock;
}

const batch = 100;
/** A larger hole is looked through in so many steps. */
const mostAtOnce = 1_000;

/**
 * Records what Redis has lost of the seat events. Writers share the events, so a missing one may still be in another
 * writer's hands: only when everything before the hole's end was handed out and acknowledged is it lost.
 */
export async function tellGaps(options: StreamGapOptions): Promise<void> {
  for (const { _id, stream } of await options.progress.torn(batch)) {
    const seen = await options.progress.find(_id);
    const hole = seen && holeOf(seen);
    if (!hole || !(await options.group.isSettledBefore(stream, hole.nextId))) continue;
    // Noted before it was acknowledged: whatever was acknowledged by now shows in a second look.
    const settled = await options.progress.find(_id);
    const lost = settled && holeOf(settled);
    if (settled && lost?.nextId === hole.nextId) await tell(options, settled, lost);
  }
}

async function tell(options: StreamGapOptions, of: ProgressDocument, hole: Hole): Promise<void> {
  const to = Math.min(hole.to, hole.from + mostAtOnce - 1);
  const seqs = Array.from({ length: to - hole.from + 1 }, (_, index) => hole.from + index);
  const idOf = (seq: number): string => seatFactId({ ...of, seq });
  // Recorded by a version that kept no account of it.
  const known = await options.recorded(seqs.map(idOf));
  const lost = runsOf(seqs.filter((seq) => !known.has(idOf(seq))));
  const at = options.clock.now();
  await options.record(lost.map((run) => gapEvent(of, run, at)));
  await options.progress.passOver(of, { ...hole, to }, at);
}

interface Run {
  readonly from: number;
  readonly to: number;
}

function gapEvent({ showtimeId, epoch }: ProgressDocument, { from, to }: Run, at: Date): AuditEvent {
  return {
    id: `${showtimeId}:${epoch}:gap:${from}`,
    at: at.toISOString(),
    ...systemAct,
    action: 'stream.gap',
    target: { kind: 'showtime', id: showtimeId },
    showtimeId,
    before: null,
    after: { epoch, from, to },
    reason: null,
    result: 'FAILED',
  };
}

function runsOf(seqs: readonly number[]): readonly Run[] {
  const runs: Run[] = [];
  for (const seq of seqs) {
    const last = runs.at(-1);
    if (last?.to === seq - 1) runs[runs.length - 1] = { from: last.from, to: seq };
    else runs.push({ from: seq, to: seq });
  }
  return runs;
}
