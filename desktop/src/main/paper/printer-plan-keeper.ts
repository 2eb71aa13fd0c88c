import { PrinterField, PrinterPlan, type PrinterSettings } from '../../bridge/printer.ts';
import { InTurn } from '../in-turn.ts';
import { readJson, writeJson } from '../json-file.ts';
import { type FixedPaper, usualPlan } from './paper-settings.ts';

/** Knows what this till prints on: what the environment says, else what was set at the window, else the usual. */
export class PrinterPlanKeeper {
  readonly #file: string;
  readonly #fixed: FixedPaper;
  readonly #turns = new InTurn();
  #kept = usualPlan;

  constructor(file: string, fixed: FixedPaper) {
    this.#file = file;
    this.#fixed = fixed;
  }

  get settings(): PrinterSettings {
    return {
      plan: { ...this.#kept, ...this.#fixed },
      fixed: PrinterField.options.filter((field) => this.#fixed[field] !== undefined),
    };
  }

  /** Takes up what was set before; a file that can't be understood counts as none. */
  async restore(): Promise<void> {
    this.#kept = (await readJson(this.#file, PrinterPlan)) ?? usualPlan;
  }

  /** Durable once it resolves. What the environment fixes is kept as it was: it counts again without it. */
  keep(plan: PrinterPlan): Promise<void> {
    return this.#turns.run(async () => {
      const before = Object.fromEntries(this.settings.fixed.map((field) => [field, this.#kept[field]]));
      const kept = { ...plan, ...before };
      await writeJson(this.#file, kept);
      this.#kept = kept;
    });
  }
}
