import type { ScannerFrame } from '../../../bridge/scanner.ts';
import { Burst, type Scan, type Stroke, type Verdict } from './burst.ts';
import { releaseKey, sendOn, takeBack } from './release-key.ts';

interface GuardParts {
  readonly frame: ScannerFrame;
  readonly onScan: (scan: Scan) => void;
  /** Runs an act, and all that follows from it on screen, before it answers. */
  readonly atOnce: (act: () => void) => void;
}

/** A key that the page has not heard of. */
interface HeldStroke extends Stroke {
  readonly event: KeyboardEvent;
  /** Where the keyboard was, or has been sent by a key before this one. */
  target: EventTarget | null;
  /** Its key went up meanwhile. */
  up: KeyboardEvent | null;
  isReleased: boolean;
}

/** A timer is so late only where the page was kept from listening, too. */
const lateMs = 8;
/** A clock that was set says nothing of how late keys are. */
const longestLagMs = 500;

/**
 * Stands before everything that listens for keys in this window: scans go to `onScan` and to nobody else. What a person
 * types arrives as they typed it, a single character up to `gapMs` later. Returns its undo.
 */
export function guardKeys(page: Window, parts: GuardParts): () => void {
  const guard = new KeyGuard(page, parts);
  page.addEventListener('keydown', guard.onKeyDown, { capture: true });
  page.addEventListener('keyup', guard.onKeyUp, { capture: true });
  return () => {
    guard.stop();
    page.removeEventListener('keydown', guard.onKeyDown, { capture: true });
    page.removeEventListener('keyup', guard.onKeyUp, { capture: true });
  };
}

class KeyGuard {
  readonly #page: Window;
  readonly #parts: GuardParts;
  readonly #burst: Burst<HeldStroke>;
  readonly #down = new Map<string, HeldStroke>();
  readonly #held = new Set<HeldStroke>();
  #isReleasing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(page: Window, parts: GuardParts) {
    this.#page = page;
    this.#parts = parts;
    this.#burst = new Burst(parts.frame);
  }

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (this.#isReleasing) return;
    const stroke = strokeOf(event);
    const verdict = this.#burst.press(stroke);
    if (verdict.passes) this.#down.delete(event.code);
    else {
      this.#down.set(event.code, stroke);
      this.#held.add(stroke);
      end(event);
    }
    const { document } = this.#page;
    const before = document.activeElement;
    this.#carryOut(verdict);
    // An Enter at the heels of a digit that sent the keyboard into a field is meant for that field.
    if (verdict.passes && document.activeElement !== before) {
      end(event);
      this.#unguarded(() => sendOn(document, event));
    }
    // The next key is likely to be heard of as late as this one.
    this.#waitForPause(Math.max(0, this.#page.performance.now() - event.timeStamp));
  };

  readonly onKeyUp = (event: KeyboardEvent): void => {
    if (this.#isReleasing) return;
    const stroke = this.#down.get(event.code);
    this.#down.delete(event.code);
    if (!stroke || stroke.isReleased) return;
    end(event);
    stroke.up = event;
  };

  stop(): void {
    clearTimeout(this.#timer);
  }

  #carryOut({ released, scan, leaked }: Omit<Verdict<HeldStroke>, 'passes'>): void {
    this.#unguarded(() => {
      for (const { target } of [...leaked].reverse()) takeBack(this.#page.document, target);
    });
    // One at a time, so that the second finds what the first has changed.
    for (const stroke of released) {
      stroke.isReleased = true;
      this.#held.delete(stroke);
      this.#release(stroke);
    }
    // What was a scan is told to nobody.
    if (!this.#burst.isHolding) this.#held.clear();
    if (scan) this.#parts.onScan(scan);
  }

  /** Keys that the act makes are not judged again. */
  #unguarded(act: () => void): void {
    this.#isReleasing = true;
    this.#parts.atOnce(act);
    this.#isReleasing = false;
  }

  /** Where it sends the keyboard elsewhere, the keys that were pressed after it follow. */
  #release(stroke: HeldStroke): void {
    const { document } = this.#page;
    const before = document.activeElement;
    this.#unguarded(() => releaseKey(document, stroke));
    const after = document.activeElement;
    if (after === before) return;
    for (const later of this.#held) if (later.target === stroke.target) later.target = after;
  }

  #waitForPause(lagMs: number): void {
    clearTimeout(this.#timer);
    if (!this.#burst.isHolding) return;
    const waitMs = this.#burst.patienceMs + Math.min(lagMs, longestLagMs);
    const dueMs = this.#page.performance.now() + waitMs;
    this.#timer = setTimeout(() => this.#afterPause(dueMs), waitMs);
  }

  #afterPause(dueMs: number): void {
    const settle = (): void => this.#carryOut(this.#burst.settle());
    // The next key may have been pressed in time and wait to be heard of: whoever was late lets it go first.
    if (this.#page.performance.now() - dueMs > lateMs) this.#timer = setTimeout(settle, lateMs);
    else settle();
  }
}

function strokeOf(event: KeyboardEvent): HeldStroke {
  const types = event.getModifierState('AltGraph');
  return {
    key: event.key,
    atMs: event.timeStamp,
    isRepeat: event.repeat,
    isCommand: event.isComposing || (!types && (event.ctrlKey || event.altKey || event.metaKey)),
    event,
    target: event.target,
    up: null,
    isReleased: false,
  };
}

function end(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
