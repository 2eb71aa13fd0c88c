import { connect, type Socket } from 'node:net';
import type { PrinterTrouble } from '../../bridge/paper.ts';
import type { PrinterAddress } from '../../bridge/printer.ts';
import {
  isStatusReply,
  questionBytes,
  type StatusQuestion,
  type StatusReplies,
  troubleOf,
} from './printer-status.ts';

/** Something about the line itself. */
export class LineBroke extends Error {
  readonly trouble: PrinterTrouble;

  constructor(trouble: PrinterTrouble) {
    super(`the printer's line: ${trouble}`);
    this.name = 'LineBroke';
    this.trouble = trouble;
  }
}

/** One connection to a printer, for one run. Every wait of it ends. */
export class PrinterLine {
  readonly #socket: Socket;
  #heard: number[] = [];
  #isBroken = false;
  /** Somebody waits for bytes, or for the end. */
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => {
      this.#heard.push(...bytes);
      this.#wake();
    });
    socket.on('error', () => {
      this.#isBroken = true;
    });
    socket.on('close', () => this.#wake());
  }

  /** Throws LineBroke where nobody answers in time. */
  static open({ host, port }: PrinterAddress, limitMs: number): Promise<PrinterLine> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true, allowHalfOpen: true });
      const fail = (): void => {
        socket.destroy();
        reject(new LineBroke('unreachable'));
      };
      const timer = setTimeout(fail, limitMs);
      socket.once('error', fail);
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.off('error', fail);
        resolve(new PrinterLine(socket));
      });
      socket.once('close', () => clearTimeout(timer));
    });
  }

  /** Its state: `silent` where it answers no questions. Throws LineBroke. */
  async state(limitMs: number): Promise<PrinterTrouble | null | 'silent'> {
    const first = await this.#ask('printer', limitMs);
    if (first === null) return 'silent';
    const replies: StatusReplies = {
      printer: first,
      offlineCause: (await this.#ask('offline-cause', limitMs)) ?? 0,
      paper: (await this.#ask('paper', limitMs)) ?? 0,
    };
    return troubleOf(replies);
  }

  /** Resolves when the network has taken all of it. Throws LineBroke, `slow` where it takes nothing for so long. */
  async send(bytes: Uint8Array, stallMs: number): Promise<void> {
    const pieceSize = 4096;
    for (let at = 0; at < bytes.length; at += pieceSize) {
      const piece = bytes.subarray(at, at + pieceSize);
      const taken = new Promise<boolean>((resolve) => {
        this.#socket.write(piece, (error) => resolve(!error));
      });
      const outcome = await Promise.race([taken, after(stallMs)]);
      if (outcome === null) throw new LineBroke('slow');
      if (!outcome) throw new LineBroke('hung-up');
    }
  }

  /** What has been said so far answers nothing that is asked from here on. */
  forgetHeard(): void {
    this.#heard = [];
  }

  /** The next byte of this kind, or null when none has come by then. Throws LineBroke. */
  async next(fits: (byte: number) => boolean, limitMs: number): Promise<number | null> {
    const deadline = Date.now() + limitMs;
    for (;;) {
      const at = this.#heard.findIndex(fits);
      if (at >= 0) return this.#heard.splice(at, 1)[0] ?? null;
      if (this.#isBroken || this.#socket.readableEnded || this.#socket.destroyed)
        throw new LineBroke('hung-up');
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) return null;
      await Promise.race([new Promise<void>((resolve) => (this.#wake = resolve)), after(leftMs)]);
    }
  }

  /** Ends the line and waits for the printer's own end, which shows that all of it has arrived there. */
  async finish(limitMs: number): Promise<boolean> {
    if (this.#isBroken || this.#socket.destroyed) return false;
    const ended = new Promise<boolean>((resolve) => {
      this.#socket.once('end', () => resolve(true));
      this.#socket.once('close', (hadError) => resolve(!hadError));
      if (this.#socket.readableEnded) resolve(true);
    });
    this.#socket.end();
    const arrived = (await Promise.race([ended, after(limitMs)])) ?? false;
    this.close();
    return arrived;
  }

  close(): void {
    this.#socket.destroy();
  }

  async #ask(question: StatusQuestion, limitMs: number): Promise<number | null> {
    // Late answers to earlier questions; whatever else has been said stays to be heard.
    this.#heard = this.#heard.filter((byte) => !isStatusReply(byte));
    await this.send(questionBytes(question), limitMs);
    return this.next(isStatusReply, limitMs);
  }
}

/** Null once so much time has passed. */
function after(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms).unref());
}
