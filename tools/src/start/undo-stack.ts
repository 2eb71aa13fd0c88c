/** Everything opened, in order, so that it is closed in reverse. */

type Entry = { readonly name: string; readonly undo: () => unknown };

export class UndoStack {
  readonly #entries: Entry[] = [];
  readonly #complain: (sentence: string) => void;

  constructor(complain: (sentence: string) => void) {
    this.#complain = complain;
  }

  /** Call it in the line after the opening. */
  add(name: string, undo: () => unknown): void {
    this.#entries.push({ name, undo });
  }

  /** Newest first; a step that fails is told and passed over. Each undo bounds its own time. Answers whether all went well. */
  async undoAll(): Promise<boolean> {
    let allWell = true;
    for (let entry = this.#entries.pop(); entry !== undefined; entry = this.#entries.pop()) {
      try {
        await entry.undo();
      } catch (error) {
        allWell = false;
        this.#complain(`${entry.name} did not stop cleanly: ${String(error)}`);
      }
    }
    return allWell;
  }
}
