/** A promise that was broken, with what proves it. */
export type Violation = {
  readonly invariant: string;
  readonly sentence: string;
  readonly showtime?: string | undefined;
  readonly seats: readonly string[];
  readonly bookings: readonly string[];
  readonly operations: readonly number[];
};

/** One line for a person. */
export function describeViolation({ invariant, sentence, ...proof }: Violation): string {
  const place = [proof.showtime, proof.seats.join(' ')].filter(Boolean).join(' ');
  const parts = [
    place === '' ? '' : `seat ${place}`,
    proof.bookings.length === 0 ? '' : `bookings ${proof.bookings.join(' ')}`,
    proof.operations.length === 0 ? '' : `operations ${proof.operations.join(' ')}`,
  ].filter((part) => part !== '');
  return `${invariant} ${sentence}${parts.length === 0 ? '' : ` (${parts.join('; ')})`}`;
}
