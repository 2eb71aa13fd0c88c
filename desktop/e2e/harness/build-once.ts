/** vitest's globalSetup: builds the counter before two specs can begin to, however many projects name this file. */
import { buildDesktopIfOld } from '@foyer/tools/start/desktop';

/** Each project loads its own copy of this module, so the build lives where all copies see it. */
const registry = globalThis as typeof globalThis & { [buildKey]?: Promise<void> };
const buildKey = Symbol.for('foyer.test-build');

export function setup(): Promise<void> {
  return (registry[buildKey] ??= buildDesktopIfOld((line) => console.log(line)));
}
