/** Neighbouring changes that the trail has, with the stream's id of the first. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly firstId: string;
}

/** What the trail has of one hall's epoch: everything up to `through`, and what came ahead of a hole. */
export interface Progress {
  readonly through: number;
  /** Sorted, neither touching each other nor `through`. */
  readonly ahead: readonly Stretch[];
}

export interface Seen {
  readonly seq: number;
  /** The entry's id in its stream; within a hall it grows with seq. */
  readonly id: string;
}

export interface Hole {
  readonly from: number;
  readonly to: number;
  /** The entry after the hole. */
  readonly nextId: string;
}

/** An epoch's first change says that it began, which is no fact about a seat: without it nothing is lost. */
export const begun: Progress = { through: 1, ahead: [] };

/** The progress once these changes are recorded, in whatever order they came and however often. */
export function advance({ through, ahead }: Progress, seen: readonly Seen[]): Progress {
  const single = seen.map(({ seq, id }): Stretch => ({ from: seq, to: seq, firstId: id }));
  const sorted = [...ahead, ...single].sort((one, other) => one.from - other.from);
  let reached = through;
  const rest: Stretch[] = [];
  for (const stretch of sorted) {
    const last = rest.at(-1);
    if (stretch.from <= reached + 1) reached = Math.max(reached, stretch.to);
    else if (last && stretch.from <= last.to + 1) {
      rest[rest.length - 1] = { ...last, to: Math.max(last.to, stretch.to) };
    } else rest.push(stretch);
  }
  return { through: reached, ahead: rest };
}

/** The first changes that are missing before others that are there. */
export function holeOf({ through, ahead: [next] }: Progress): Hole | null {
  return next ? { from: through + 1, to: next.from - 1, nextId: next.firstId } : null;
}

/** The progress with a hole given up for lost. */
export function passOver(progress: Progress, hole: Pick<Hole, 'to'>): Progress {
  return advance({ ...progress, through: Math.max(progress.through, hole.to) }, []);
}
