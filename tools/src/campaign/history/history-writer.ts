import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Line } from './history.ts';

export type HistoryWriter = {
  readonly write: (line: Line) => void;
  /** Resolves when the disk has caught up; wait for it between operations, so that memory stays bounded. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const chunkLength = 64 * 1_024;

/** Appends lines to a new file, in chunks. */
export function openHistory(file: string): HistoryWriter {
  const stream = createWriteStream(file);
  let failure: unknown;
  stream.on('error', (error) => (failure = error));
  let chunk: string[] = [];
  let length = 0;
  let draining: Promise<unknown> | undefined;
  const flush = (): void => {
    if (chunk.length > 0) stream.write(chunk.join(''));
    chunk = [];
    length = 0;
  };
  return {
    write: (line) => {
      const text = `${JSON.stringify(line)}\n`;
      chunk.push(text);
      length += text.length;
      if (length >= chunkLength) flush();
    },
    settled: async () => {
      if (failure !== undefined) throw new Error('The history can not be written.', { cause: failure });
      if (!stream.writableNeedDrain) return;
      draining ??= once(stream, 'drain').finally(() => (draining = undefined));
      await draining;
    },
    close: async () => {
      flush();
      stream.end();
      await finished(stream);
    },
  };
}
