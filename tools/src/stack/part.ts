/** One program of a stack, which may be killed, paused and started again. */
import { type Child, exitSentence, stopInTime } from '../engines/child.ts';
import type { FaultProxy } from './fault-proxy.ts';

export type PartKind = 'mongod' | 'redis-server' | 'api' | 'worker';

export type PartFacts = {
  /** Unique in its stack, such as `redis-2`. */
  readonly name: string;
  readonly kind: PartKind;
  /** The program's own port. */
  readonly port: number;
  /** Where everybody finds it: itself, or the proxy before it. */
  readonly address: string;
  readonly logFile: string;
  readonly proxy: FaultProxy | undefined;
};

export type PartOptions = PartFacts & {
  /** Resolves when it serves. */
  readonly launch: () => Promise<Child>;
  /** Something about it is other than before. */
  readonly onChange: () => void;
  readonly say: (line: string) => void;
};

export class Part {
  readonly facts: PartFacts;
  readonly #options: PartOptions;
  #child: Child | undefined;
  #isPaused = false;
  #isEndExpected = false;

  constructor(options: PartOptions) {
    const { name, kind, port, address, logFile, proxy } = options;
    this.facts = { name, kind, port, address, logFile, proxy };
    this.#options = options;
  }

  get name(): string {
    return this.facts.name;
  }

  /** Undefined while it does not run. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Starts it where it does not run; resolves when it serves. */
  async start(): Promise<void> {
    if (this.#child !== undefined) return;
    this.#isEndExpected = false;
    const child = await this.#options.launch();
    this.#child = child;
    this.#options.onChange();
    void this.#noteEnd(child);
  }

  async #noteEnd(child: Child): Promise<void> {
    const exit = await child.exited;
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#isPaused = false;
    if (!this.#isEndExpected) this.#options.say(`${exitSentence(this.name, exit)}.`);
    this.#options.onChange();
  }

  /** Ends it as a power cut does; resolves when it is gone. */
  async kill(): Promise<void> {
    await this.#end((child) => {
      process.kill(child.pid, 'SIGKILL');
      return child.exited;
    });
  }

  /** Stops it in order; throws where it had to be killed. */
  async stop(): Promise<void> {
    // What is paused does not hear that it is to stop.
    this.resume();
    await this.#end(stopInTime);
  }

  /** Kills it if it runs, and starts it with its data. */
  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  /** It keeps its connections and answers nothing. */
  pause(): void {
    this.#signal('SIGSTOP');
    this.#isPaused = this.#child !== undefined;
  }

  resume(): void {
    if (this.#isPaused) this.#signal('SIGCONT');
    this.#isPaused = false;
  }

  #signal(name: NodeJS.Signals): void {
    if (this.#child !== undefined) process.kill(this.#child.pid, name);
  }

  async #end(how: (child: Child) => Promise<unknown>): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#isEndExpected = true;
    try {
      await how(child);
    } finally {
      await child.exited;
      this.#child = undefined;
      this.#isPaused = false;
    }
  }
}
