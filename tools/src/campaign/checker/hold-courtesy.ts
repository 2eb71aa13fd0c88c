/** Holds are courtesy: two people holding one seat costs one of them a refusal, so it is counted apart. */
import type { Call, Outcome } from '../history/history.ts';
import type { Moment } from './seat-ownership.ts';

type Live = { readonly seats: ReadonlySet<string>; readonly untilMs: number };

const ending = new Set<Call['does']>(['release', 'confirm', 'create', 'exchange']);
/** Redis ends holds by its own clock, and the answer took a moment. */
const marginMs = 250;

export class HoldCourtesy {
  /** Two live holds on one seat while nothing had happened to Redis. */
  breaches = 0;
  readonly examples: string[] = [];
  readonly #live = new Map<string, Live>();
  readonly #bySeat = new Map<string, string>();
  #lossAt = -1;
  #losing = 0;

  invoke(call: Call): void {
    if (call.hold !== undefined && ending.has(call.does)) this.#end(call.hold);
  }

  succeed(hold: Outcome['hold'], at: Moment): void {
    if (!hold) return;
    if (this.#losing > 0 || at.since <= this.#lossAt) return this.#end(hold.id);
    this.#end(hold.id);
    const seats = new Set(hold.seats.map((seat) => `${hold.showtime}/${seat}`));
    for (const seat of seats) this.#take(seat, hold.id, at);
    this.#live.set(hold.id, { seats, untilMs: Date.parse(hold.expiresAt) - marginMs });
  }

  /** Holds may be lost between the two calls. */
  loss(line: number, phase: 'strikes' | 'over'): void {
    this.#losing += phase === 'strikes' ? 1 : -1;
    this.#lossAt = line;
    this.#live.clear();
    this.#bySeat.clear();
  }

  #take(seat: string, holdId: string, { wallMs, op }: Moment): void {
    const otherId = this.#bySeat.get(seat);
    const other = otherId === undefined ? undefined : this.#live.get(otherId);
    if (otherId !== holdId && other && other.untilMs > wallMs) {
      this.breaches += 1;
      if (this.examples.length < 20)
        this.examples.push(`${seat} held by ${otherId} and ${holdId} (operation ${op})`);
    }
    this.#bySeat.set(seat, holdId);
  }

  #end(holdId: string): void {
    for (const seat of this.#live.get(holdId)?.seats ?? []) {
      if (this.#bySeat.get(seat) === holdId) this.#bySeat.delete(seat);
    }
    this.#live.delete(holdId);
  }
}
