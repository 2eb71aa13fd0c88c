import type { Logger } from './logger.ts';

export interface OutageOptions {
  readonly name: string;
  /** Whether the dependency answers now. */
  readonly probe: () => Promise<boolean>;
  /** Brings everything up to date once it answers again; the outage lasts until this has succeeded. */
  readonly recover: () => Promise<void>;
  /** Also when it goes away again while the recovery runs. */
  readonly onBegin: () => void;
  readonly onEnd: () => void;
  /** How often it is asked while all is well, and while it is away. */
  readonly everyMs: number;
  readonly everyMsWhileAway: number;
  readonly log: Logger;
}

/**
 * Remembers that a dependency is away, so that nobody waits for it again and again: the first who gets no answer
 * begins the outage, and only a probe with a recovery behind it ends it.
 */
export class Outage {
  readonly #options: OutageOptions;
  #state: 'over' | 'on' | 'recovering' = 'over';
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: OutageOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setTimeout(
      () => {
        this.#turn = this.#look();
      },
      this.isOn ? this.#options.everyMsWhileAway : this.#options.everyMs,
    );
  }

  /** Whether answers must come without the dependency. */
  get isOn(): boolean {
    return this.#state !== 'over';
  }

  /** Whether asking it is in vain; no longer so while the recovery runs, so that it hears of what happens meanwhile. */
  get isSilent(): boolean {
    return this.#state === 'on';
  }

  begin(): void {
    if (this.#stopped || this.#state === 'on') return;
    if (this.#state === 'over')
      this.#options.log.warn({ dependency: this.#options.name }, 'a dependency is away');
    this.#state = 'on';
    this.#options.onBegin();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#turn;
  }

  async #look(): Promise<void> {
    const { probe, name, log } = this.#options;
    const answers = await probe().catch(() => false);
    if (!answers) this.begin();
    else if (this.#state === 'on' && !this.#stopped) await this.#recover();
    if (this.#stopped) return;
    if (answers && this.#state === 'on') log.debug({ dependency: name }, 'the recovery has to be repeated');
    this.start();
  }

  async #recover(): Promise<void> {
    const { recover, name, onEnd, log } = this.#options;
    this.#state = 'recovering';
    try {
      await recover();
    } catch (error) {
      log.debug({ err: error, dependency: name }, 'recovering from an outage failed');
      this.begin();
    }
    if (this.#isUnderWay()) {
      this.#state = 'over';
      log.warn({ dependency: name }, 'a dependency is back');
      onEnd();
    }
  }

  /** Somebody may have got no answer again while the recovery ran. */
  #isUnderWay(): boolean {
    return this.#state === 'recovering' && !this.#stopped;
  }
}
