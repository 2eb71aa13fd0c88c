/** Runs one act after the other, in the order in which they come, whatever becomes of those before. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();

  /** What the act answers or throws. */
  run<Result>(act: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(act);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
