/** Keys with times of their own, as a scanner's, a person's, or a slow computer's. */
import type { CDPSession, Page } from 'playwright-core';

export interface Keystroke {
  readonly key: string;
  /** After the key before, by the machine's clock. */
  readonly pauseMs: number;
}

/** A scanner: all at one pace, with a key at the end. */
export function scanOf(text: string, pauseMs = 4, end = 'Enter'): readonly Keystroke[] {
  return [...Array.from(text), end].map((key) => ({ key, pauseMs }));
}

/** A hand at 90 words a minute: some keys are rolled over the one before, never two of them in a row. */
export function handOf(text: string): readonly Keystroke[] {
  const pauses = [150, 12, 140, 95, 180, 30, 130, 110, 20, 160];
  return Array.from(text).map((key, index) => ({ key, pauseMs: pauses[index % pauses.length] ?? 130 }));
}

/**
 * Presses keys, all of them real ones, stamped with their times. `heardEveryMs` null: each is heard of at its time, else
 * at that pace, whatever its stamp says.
 */
export async function press(
  page: Page,
  keys: readonly Keystroke[],
  heardEveryMs: number | null = null,
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const startMs = await page.evaluate(() => performance.timeOrigin + performance.now());
  const begunAt = performance.now();
  let atMs = 0;
  const answers: Promise<unknown>[] = [];
  for (const [index, { key, pauseMs }] of keys.entries()) {
    atMs += pauseMs;
    const dueMs = heardEveryMs === null ? atMs : heardEveryMs * index;
    const leftMs = begunAt + dueMs - performance.now();
    if (leftMs > 1) await new Promise((resolve) => setTimeout(resolve, leftMs));
    answers.push(strike(session, key, (startMs + atMs) / 1_000));
  }
  await Promise.all(answers);
  await session.detach();
}

async function strike(session: CDPSession, key: string, timestamp: number): Promise<void> {
  const isText = Array.from(key).length === 1;
  const common = { key, code: codeOf(key), windowsVirtualKeyCode: virtualCodeOf(key), timestamp };
  const text = isText ? key : key === 'Enter' ? '\r' : undefined;
  const down = session.send('Input.dispatchKeyEvent', {
    type: text === undefined ? 'rawKeyDown' : 'keyDown',
    ...common,
    ...(text === undefined ? {} : { text }),
  });
  const up = session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
  await Promise.all([down, up]);
}

function codeOf(key: string): string {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  if (/^\d$/.test(key)) return `Digit${key}`;
  return Array.from(key).length === 1 ? `Sign${key.charCodeAt(0)}` : key;
}

function virtualCodeOf(key: string): number {
  if (key === 'Enter') return 13;
  if (key === 'Tab') return 9;
  return /^[a-z\d]$/i.test(key) ? key.toUpperCase().charCodeAt(0) : 0;
}
