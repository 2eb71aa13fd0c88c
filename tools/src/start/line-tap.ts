/** Splits a program's output into lines, keeps them in a file and shows what a person should know. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export type Tap = {
  readonly file: string;
  readonly onLine?: (line: string) => void;
};

/** Appends every line of the streams to the file; `onLine` sees each. */
export function tapLines(streams: readonly (Readable | null)[], { file, onLine }: Tap): void {
  mkdirSync(dirname(file), { recursive: true });
  const log = createWriteStream(file, { flags: 'a' });
  let open = 0;
  for (const stream of streams) {
    if (stream === null) continue;
    open += 1;
    const lines = createInterface({ input: stream });
    lines.on('line', (line) => {
      log.write(`${line}\n`);
      onLine?.(line);
    });
    lines.on('close', () => {
      open -= 1;
      if (open === 0) log.end();
    });
  }
}

const shownLevels = new Set(['warn', 'error', 'fatal']);

/** One short line for a JSON log entry from `warn` up, the line itself where it is no JSON (stacks stay in the file), undefined for the rest. */
export function terse(line: string): string | undefined {
  if (!line.startsWith('{')) return /^\s*(?:at .*)?$/.test(line) ? undefined : line;
  try {
    const entry = JSON.parse(line) as { level?: unknown; msg?: unknown; err?: { message?: unknown } };
    if (typeof entry.level !== 'string' || !shownLevels.has(entry.level)) return undefined;
    const cause =
      typeof entry.err?.message === 'string' ? ` (${entry.err.message.split('\n')[0] ?? ''})` : '';
    return `${entry.level}: ${typeof entry.msg === 'string' ? entry.msg : 'no message'}${cause}`;
  } catch {
    return line;
  }
}
