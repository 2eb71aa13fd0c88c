/** Lets acts under one key run one after the other on this node, in the order in which they come. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** What the act answers or throws; those that wait behind it run either way. */
  async take<Result>(key: string, act: () => Promise<Result>): Promise<Result> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(act);
    const ended = turn.catch(() => undefined);
    this.#last.set(key, ended);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === ended) this.#last.delete(key);
    }
  }
}
