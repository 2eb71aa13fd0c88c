import type { Call } from '../history/history.ts';

/** What may take seats from a booking. */
const releasing = new Set<Call['does']>(['cancel', 'refund', 'exchange', 'decline']);

export function mayRelease(call: Call): call is Call & { readonly booking: string } {
  return releasing.has(call.does) && call.booking !== undefined;
}

/**
 * The requests that may take seats from one booking and are not settled. Sending one again with its key is the same
 * request: when one attempt is answered with success, no other attempt can do anything more. An attempt without an
 * answer stays open for ever.
 */
export class OpenReleases {
  readonly #open = new Map<
    string,
    { readonly attempts: Set<number>; readonly seats: readonly string[] | null }
  >();
  #touchedAt = -1;
  #touchedBy = '';

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  invoke(op: number, call: Call, line: number): void {
    const id = idOf(op, call);
    const known = this.#open.get(id);
    if (known) known.attempts.add(op);
    else this.#open.set(id, { attempts: new Set([op]), seats: call.seats ?? null });
    this.#touch(id, line);
  }

  succeed(op: number, call: Call, line: number): void {
    this.#open.delete(idOf(op, call));
    this.#touch(idOf(op, call), line);
  }

  fail(op: number, call: Call, line: number): void {
    const id = idOf(op, call);
    const known = this.#open.get(id);
    known?.attempts.delete(op);
    if (known?.attempts.size === 0) this.#open.delete(id);
    this.#touch(id, line);
  }

  covers(seat: string): boolean {
    return [...this.#open.values()].some(({ seats }) => seats === null || seats.includes(seat));
  }

  /** Whether another request than this one may have worked on the booking since the line. */
  touchedByOthers(since: number, op: number, call: Call): boolean {
    return !this.isEmpty || (this.#touchedAt >= since && this.#touchedBy !== idOf(op, call));
  }

  #touch(id: string, line: number): void {
    this.#touchedAt = line;
    this.#touchedBy = id;
  }
}

function idOf(op: number, { does, key }: Call): string {
  return key === undefined ? `${does}#${op}` : `${does}:${key}`;
}
