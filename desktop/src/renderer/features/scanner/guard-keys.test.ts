import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Scan } from './burst.ts';
import { guardKeys } from './guard-keys.ts';

let undo: () => void;
let scans: Scan[];
let heard: string[];
const hear = (event: KeyboardEvent): void => void heard.push(`${event.type} ${event.key}`);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  scans = [];
  heard = [];
  undo = guardKeys(window, {
    frame: { prefix: '', suffix: 'Enter', gapMs: 40 },
    onScan: (scan) => scans.push(scan),
    atOnce: (act) => act(),
  });
  window.addEventListener('keydown', hear);
  window.addEventListener('keyup', hear);
});
afterEach(() => {
  undo();
  window.removeEventListener('keydown', hear);
  window.removeEventListener('keyup', hear);
  vi.useRealTimers();
});

/** A key with its time, as the browser would tell of it; answers whether the page left it its own act. */
function key(kind: 'keydown' | 'keyup', name: string, atMs = performance.now()): boolean {
  const event = new KeyboardEvent(kind, { key: name, code: name, bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: atMs });
  return document.body.dispatchEvent(event);
}

function press(name: string, atMs?: number): boolean {
  const isLeft = key('keydown', name, atMs);
  key('keyup', name, atMs);
  return isLeft;
}

test('lets nobody hear of a scan, down or up, and leaves its Enter no act', () => {
  for (const name of 'FH0A7K2M') {
    expect(press(name)).toBe(false);
    vi.advanceTimersByTime(5);
  }
  expect(press('Enter')).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect(heard).toEqual([]);
  expect(scans).toEqual([{ text: 'FH0A7K2M', isWhole: true }]);
});

test('gives a single key back after the pause, down before up', () => {
  press('4');
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(60);
  expect(heard).toEqual(['keydown 4', 'keyup 4']);
});

test('gives a number back before the Enter that follows it at once, and leaves that Enter its act', () => {
  press('4');
  expect(press('Enter')).toBe(true);
  expect(heard).toEqual(['keydown 4', 'keyup 4', 'keydown Enter', 'keyup Enter']);
});

test('a key held down goes up after it went down', () => {
  key('keydown', 'a');
  vi.advanceTimersByTime(60);
  key('keyup', 'a');
  expect(heard).toEqual(['keydown a', 'keyup a']);
});

test('keys that are not letters, digits or signs are not kept waiting', () => {
  for (const name of [' ', 'ArrowLeft', 'Enter', 'Escape', 'F1']) expect(press(name)).toBe(true);
  expect(heard).toHaveLength(10);
});

test('a page that was kept from listening hears the keys that wait before it gives one back', () => {
  const pressedAt = performance.now();
  press('F', pressedAt);
  // The page stalls: its timer is late, and the next key, pressed in time, is heard of right after that.
  vi.advanceTimersByTime(41);
  vi.setSystemTime(Date.now());
  for (const [index, name] of Array.from('H0A7K2M').entries()) press(name, pressedAt + 5 * (index + 1));
  press('Enter', pressedAt + 50);
  expect(scans).toEqual([{ text: 'FH0A7K2M', isWhole: true }]);
});

test('a number and its Enter go where the first digit sends the keyboard', () => {
  const button = document.body.appendChild(document.createElement('button'));
  const field = document.body.appendChild(document.createElement('input'));
  const types = vi.fn<(...args: unknown[]) => boolean>(() => true);
  Object.assign(document, { execCommand: types });
  button.addEventListener('keydown', () => field.focus());
  button.focus();
  for (const name of '50') {
    button.dispatchEvent(
      new KeyboardEvent('keydown', { key: name, code: name, bubbles: true, cancelable: true }),
    );
  }
  const enters: string[] = [];
  field.addEventListener('keydown', ({ key: name }) => enters.push(name));
  button.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }),
  );
  vi.advanceTimersByTime(100);
  expect(types.mock.calls.map(([, , text]) => text)).toEqual(['5', '0']);
  expect(enters).toEqual(['0', 'Enter']);
  button.remove();
  field.remove();
});
