/** I6 for seats: each change of a hall is told once, or told as lost. Pure. */
import type { Finding } from './invariants.ts';

/** Changes of one epoch, the last one included. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

export interface SeatFacts {
  /** `showtime:epoch`. */
  readonly id: string;
  readonly subject: string;
  readonly stretch: Run;
  /** The numbers that the trail has. It has none twice: a number is part of its entry's id. */
  readonly recorded: ReadonlySet<number>;
  readonly gaps: readonly Run[];
}

export function judgeSeatFacts({ id, subject, stretch, recorded, gaps }: SeatFacts): readonly Finding[] {
  const findings: Finding[] = [];
  for (let seq = stretch.from; seq <= stretch.to; seq += 1) {
    if (recorded.has(seq) || gaps.some(({ from, to }) => from <= seq && seq <= to)) continue;
    const [showtimeId = ''] = id.split(':');
    findings.push({
      invariant: 'I6',
      severity: 'BROKEN',
      key: `I6|${id}|${seq}`,
      subject,
      message: `change ${seq} of hall ${id} is neither in the trail nor told as lost`,
      showtimeId,
    });
  }
  return findings;
}
