import type { ScannerFrame } from '../../../bridge/scanner.ts';

/** A key that was pressed, with the time at which that happened by the machine, not at which anybody heard of it. */
export interface Stroke {
  /** As in KeyboardEvent: one character for what types one, else a name. */
  readonly key: string;
  readonly atMs: number;
  /** Of a key that is held down. */
  readonly isRepeat: boolean;
  /** With Ctrl, Alt or Meta, or on its way through an input method. */
  readonly isCommand: boolean;
}

/** What was scanned. */
export interface Scan {
  /** Without prefix and suffix. */
  readonly text: string;
  /** Whether the suffix came; else the end of the code may be missing. */
  readonly isWhole: boolean;
}

/** What becomes of the keys: those held so far are released in order, or are a scan; then the one just pressed. */
export interface Verdict<S extends Stroke> {
  readonly released: readonly S[];
  readonly scan: Scan | null;
  /** Keys of this scan that were released before, since the next one was heard of too late. */
  readonly leaked: readonly S[];
  /** Whether the key just pressed goes on to whoever it was for. */
  readonly passes: boolean;
}

type Ending<S extends Stroke> = Omit<Verdict<S>, 'passes'>;
const nothing = { released: [], scan: null, leaked: [] };

/** Characters and suffix: nobody's hand brings so many in a row at that speed, and no code is shorter. */
export const leastStrokes = 7;
/** By their times, keys of one scan are no further apart than this; scanners take a moment before their suffix. */
const silenceMs = 100;
/** A suffix that is to come may be heard of late, and nobody is kept from anything meanwhile. */
const suffixWaitMs = 600;
const longestText = 2_000;

const modifiers = new Set(['Shift', 'CapsLock', 'NumLock', 'AltGraph', 'Control', 'Alt', 'Meta', 'Fn']);

/**
 * Tells a scanner from a person by pace and frame. What may be the beginning of a scan is held until the next key or a
 * pause says what it was: a person's keys are then released, a scanner's never are. Judges by the times of the keys
 * alone, so that it does not matter how late they are heard of.
 */
export class Burst<S extends Stroke> {
  readonly #frame: ScannerFrame;
  #held: S[] = [];
  #lastMs = 0;
  /** The scan before was taken for ended, and what still comes of it is nobody's. */
  #isTrailing = false;
  /** Released for a pause that may turn out to have been this machine's, not the typist's. */
  #escaped: readonly S[] = [];

  constructor(frame: ScannerFrame) {
    this.#frame = frame;
  }

  /** Whether so much has come that it can only be a scanner. */
  get isScan(): boolean {
    return this.#escaped.length + this.#held.length >= leastStrokes;
  }

  get isHolding(): boolean {
    return this.#held.length > 0;
  }

  /** How long to listen for the next key before `settle`. */
  get patienceMs(): number {
    if (!this.isScan) return this.#frame.gapMs;
    return this.#frame.suffix === null ? silenceMs : suffixWaitMs;
  }

  press(stroke: S): Verdict<S> {
    if (modifiers.has(stroke.key)) return { ...nothing, passes: true };
    this.#isTrailing &&= stroke.atMs - this.#lastMs <= silenceMs;
    if (this.#isTrailing) {
      this.#lastMs = stroke.atMs;
      return { ...nothing, passes: false };
    }
    return this.#judge(stroke, this.#endIfPaused(stroke.atMs));
  }

  /** The pause that was waited for has passed. */
  settle(): Ending<S> {
    if (this.isScan) {
      this.#isTrailing = true;
      return this.#take(this.#frame.suffix === null);
    }
    const released = this.#held;
    this.#escaped = [...this.#escaped, ...released];
    this.#held = [];
    return { ...nothing, released };
  }

  #endIfPaused(nowMs: number): Ending<S> {
    const isOver = nowMs - this.#lastMs > (this.isScan ? silenceMs : this.#frame.gapMs);
    const ended = isOver && this.#held.length > 0 ? this.settle() : nothing;
    if (isOver) {
      this.#isTrailing = false;
      this.#escaped = [];
    }
    return ended;
  }

  #judge(stroke: S, before: Ending<S>): Verdict<S> {
    const isEnd = stroke.key === 'Enter' || stroke.key === 'Tab';
    const count = this.#escaped.length + this.#held.length + 1;
    if (isEnd && count >= leastStrokes && !stroke.isCommand && !stroke.isRepeat) {
      const isWhole = this.#frame.suffix === null || stroke.key === this.#frame.suffix;
      return { ...this.#take(isWhole), passes: false };
    }
    // Control characters of other makers' codes are part of the burst, and no shortcuts of anybody's.
    if (this.isScan || this.#mayBegin(stroke)) {
      this.#hold(stroke);
      return { ...before, passes: false };
    }
    const released = [...before.released, ...this.#held];
    this.#held = [];
    this.#escaped = [];
    return { ...before, released, passes: true };
  }

  /** Whether the keys so far and this one may be the beginning of a scan. */
  #mayBegin({ key, isRepeat, isCommand }: S): boolean {
    if (isRepeat || isCommand || Array.from(key).length !== 1) return false;
    const text = this.#text() + key;
    // Nothing that is scanned begins with a space, and buttons and seats are pressed with it.
    if (key === ' ' && text.length <= 3) return false;
    const { prefix } = this.#frame;
    return text.startsWith(prefix) || prefix.startsWith(text);
  }

  #hold(stroke: S): void {
    if (this.#held.length < longestText) this.#held.push(stroke);
    this.#lastMs = stroke.atMs;
  }

  #text(): string {
    return [...this.#escaped, ...this.#held]
      .map(({ key, isCommand }) => (isCommand || Array.from(key).length !== 1 ? '' : key))
      .join('');
  }

  #take(isWhole: boolean): Ending<S> {
    const scan = { text: this.#text().slice(this.#frame.prefix.length), isWhole };
    const leaked = this.#escaped;
    this.#held = [];
    this.#escaped = [];
    return { released: [], scan, leaked };
  }
}
