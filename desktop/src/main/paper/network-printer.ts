import type { PrinterTrouble } from '../../bridge/paper.ts';
import type { PrinterAddress } from '../../bridge/printer.ts';
import { InTurn } from '../in-turn.ts';
import { LineBroke, PrinterLine } from './printer-line.ts';
import { isThroughReply } from './printer-status.ts';

/** `not-sent`: no byte of the paper has left, so trying again prints nothing twice. `unsure`: some have. */
export type PrintOutcome =
  | { readonly kind: 'printed'; readonly isConfirmed: boolean }
  | { readonly kind: 'not-sent'; readonly trouble: PrinterTrouble; readonly hasPassedUrgent: boolean }
  | { readonly kind: 'unsure'; readonly trouble: PrinterTrouble };

export interface PrintSteps {
  /** Real-time commands for a printer that answers and can print nothing now. */
  readonly urgent: Uint8Array | null;
  /** Runs after all questions and right before the first byte of paper leaves. */
  readonly onSending: () => Promise<void>;
  /** The printer reports something while it has the paper's bytes; it goes on when that is mended. */
  readonly onTrouble: (trouble: PrinterTrouble | null) => void;
}

export interface PrinterLimits {
  readonly connectMs: number;
  /** For one answer about its state. */
  readonly answerMs: number;
  /** Without the network taking a byte. */
  readonly stallMs: number;
  /** For its word that it is through, while all is well. */
  readonly throughMs: number;
  /** For somebody to put paper in, while the printer keeps the rest in its memory. */
  readonly mendMs: number;
}

const usualLimits: PrinterLimits = {
  connectMs: 3_000,
  answerMs: 700,
  stallMs: 10_000,
  throughMs: 15_000,
  mendMs: 120_000,
};

/** A printer on the network. One run after the other: papers of two guests never mix. */
export class NetworkPrinter {
  readonly #address: PrinterAddress;
  readonly #limits: PrinterLimits;
  readonly #turns = new InTurn();
  /** Whether this one ever says that it is through (GS r); not every one does. */
  #saysThrough = false;

  constructor(address: PrinterAddress, limits: Partial<PrinterLimits> = {}) {
    this.#address = address;
    this.#limits = { ...usualLimits, ...limits };
  }

  /** Never rejects for anything that a printer does. */
  print(bytes: Uint8Array, steps: PrintSteps): Promise<PrintOutcome> {
    return this.#turns.run(() => this.#print(bytes, steps));
  }

  async #print(bytes: Uint8Array, steps: PrintSteps): Promise<PrintOutcome> {
    const { connectMs, answerMs, stallMs } = this.#limits;
    let line: PrinterLine | null = null;
    let isSending = false;
    try {
      line = await PrinterLine.open(this.#address, connectMs);
      const state = await line.state(answerMs);
      if (state !== null && state !== 'silent') {
        if (steps.urgent) await this.#pass(line, steps.urgent);
        return { kind: 'not-sent', trouble: state, hasPassedUrgent: steps.urgent !== null };
      }
      await steps.onSending();
      line.forgetHeard();
      isSending = true;
      await line.send(bytes, stallMs);
      return state === 'silent' ? await this.#handOver(line) : await this.#waitUntilThrough(line, steps);
    } catch (error) {
      if (!(error instanceof LineBroke)) throw error;
      if (isSending) return { kind: 'unsure', trouble: error.trouble };
      return { kind: 'not-sent', trouble: error.trouble, hasPassedUrgent: false };
    } finally {
      line?.close();
    }
  }

  /** It has just answered, so what is sent is taken to arrive: better one pulse that is lost than one a second. */
  async #pass(line: PrinterLine, urgent: Uint8Array): Promise<void> {
    const { answerMs, stallMs } = this.#limits;
    await line.send(urgent, stallMs);
    await line.finish(answerMs);
  }

  /** One that answers no questions: what has arrived counts as printed, and nobody claims more. */
  async #handOver(line: PrinterLine): Promise<PrintOutcome> {
    const arrived = await line.finish(this.#limits.stallMs);
    return arrived ? { kind: 'printed', isConfirmed: false } : { kind: 'unsure', trouble: 'slow' };
  }

  async #waitUntilThrough(line: PrinterLine, { onTrouble }: PrintSteps): Promise<PrintOutcome> {
    const { answerMs, throughMs, mendMs } = this.#limits;
    const begunAt = Date.now();
    let trouble: PrinterTrouble | null = null;
    for (;;) {
      if ((await line.next(isThroughReply, answerMs)) !== null) {
        this.#saysThrough = true;
        return { kind: 'printed', isConfirmed: true };
      }
      const state = await line.state(answerMs);
      const now = state === 'silent' ? 'slow' : state;
      if (now !== trouble) onTrouble(now);
      trouble = now;
      const waitedMs = Date.now() - begunAt;
      if (trouble !== null && waitedMs > mendMs) return { kind: 'unsure', trouble };
      if (trouble === null && waitedMs > throughMs)
        return this.#saysThrough
          ? { kind: 'unsure', trouble: 'slow' }
          : { kind: 'printed', isConfirmed: false };
    }
  }
}
