import type { Clock } from '../../platform/clock.ts';
import type { Finding } from './invariants.ts';
import type { InvariantRounds } from './invariant-rounds.repository.ts';
import type { RoundReport } from './report.ts';
import { tellBroken, type TellOptions } from './tell-findings.ts';

export interface InvariantJobOptions extends TellOptions {
  readonly rounds: InvariantRounds;
  readonly check: () => AsyncGenerator<number, RoundReport, void>;
  /** Rest between two rounds. */
  readonly everyMs: number;
  readonly clock: Clock;
}

/** Longer than a round rests at a stretch; a node that dies keeps the others from a round for this long. */
const leaseMs = 60_000;

/**
 * The check as background work: each run does one slice, so that sales get their turn between two of them. Of several
 * nodes one does the round. The first one begins a rest after the start, when halls are filled and outboxes empty.
 */
export class InvariantJob {
  readonly #options: InvariantJobOptions;
  #round: AsyncGenerator<number, RoundReport, void> | null = null;
  #nextAtMs: number;
  #leasedUntilMs = 0;
  #alarms: ReadonlySet<string> = new Set();

  constructor(options: InvariantJobOptions) {
    this.#options = options;
    this.#nextAtMs = options.clock.now().getTime() + options.everyMs;
  }

  async run(): Promise<void> {
    const { rounds, check, clock, everyMs } = this.#options;
    const nowMs = clock.now().getTime();
    if (nowMs < this.#nextAtMs) return;
    if (!this.#round) {
      // Also where this fails or another node has the round.
      this.#nextAtMs = nowMs + everyMs;
      if (!(await rounds.begin(new Date(nowMs), new Date(nowMs + leaseMs)))) return;
      this.#leasedUntilMs = nowMs + leaseMs;
      this.#round = check();
    } else if (this.#leasedUntilMs - nowMs < leaseMs / 2) {
      this.#leasedUntilMs = nowMs + leaseMs;
      await rounds.extend(new Date(this.#leasedUntilMs));
    }
    await this.#step(this.#round);
  }

  async #step(round: AsyncGenerator<number, RoundReport, void>): Promise<void> {
    const { clock, everyMs } = this.#options;
    const step = await round.next();
    const nowMs = clock.now().getTime();
    if (!step.done) {
      this.#nextAtMs = nowMs + step.value;
      return;
    }
    this.#round = null;
    this.#nextAtMs = nowMs + everyMs;
    await this.#tell(step.value);
  }

  async #tell({ at, verdicts, broken, alarms }: RoundReport): Promise<void> {
    const { rounds, log, everyMs } = this.#options;
    await tellBroken(this.#options, broken, at);
    for (const { invariant, message } of alarms.filter(({ key }) => !this.#alarms.has(key))) {
      log.warn({ invariant, finding: message }, 'an invariant waits for somebody');
    }
    this.#alarms = new Set(alarms.map(({ key }: Finding) => key));
    const texts = Object.fromEntries(verdicts.map(({ invariant, text }) => [invariant, text]));
    const last = { at, texts, broken: broken.length, alarms: alarms.length };
    await rounds.end(last, new Date(at.getTime() + everyMs));
  }
}
