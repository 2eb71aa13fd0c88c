import type { Clock } from '@foyer/api/platform/clock';

/** Runs as the real time does, plus what the test has added. Redis keeps its own time: holds do not hear of it. */
export class TestClock implements Clock {
  #addedMs = 0;

  now(): Date {
    return new Date(Date.now() + this.#addedMs);
  }

  /** Puts the clock forward; a negative span puts it back. */
  advance(ms: number): void {
    this.#addedMs += ms;
  }
}
