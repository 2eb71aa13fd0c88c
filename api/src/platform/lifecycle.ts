import type { Logger } from './logger.ts';

type Undo = () => void | Promise<void>;

/** Keeps the undo of everything that was opened and undoes it newest first. */
export class Lifecycle {
  readonly #undos: { readonly name: string; readonly undo: Undo }[] = [];
  readonly #log: Logger;
  #stopping: Promise<void> | undefined;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Registers the undo of something just opened; call it in the line after the opening. */
  onStop(name: string, undo: Undo): void {
    this.#undos.push({ name, undo });
  }

  /** Undoes everything, each step at most `stepTimeoutMs`; a step that fails or hangs is logged and passed over. */
  stop(stepTimeoutMs = 5_000): Promise<void> {
    this.#stopping ??= this.#undoAll(stepTimeoutMs);
    return this.#stopping;
  }

  async #undoAll(stepTimeoutMs: number): Promise<void> {
    for (const { name, undo } of this.#undos.reverse()) {
      try {
        await within(Promise.resolve(undo()), stepTimeoutMs);
      } catch (error) {
        this.#log.error({ err: error, step: name }, 'a shutdown step failed');
      }
    }
  }
}

async function within(work: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
