const collator = new Intl.Collator('en', { numeric: true });

/** Seats as people read them out: C2 before C10. */
export function inSeatOrder<Seat extends string>(seats: readonly Seat[]): readonly Seat[] {
  return [...seats].sort(compareSeats);
}

export function compareSeats(one: string, other: string): number {
  return collator.compare(one, other);
}
