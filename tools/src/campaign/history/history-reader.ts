import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Line } from './history.ts';

/** The lines of a history, one after the other. Throws a sentence that names the line which is none. */
export async function* readHistory(file: string): AsyncGenerator<Line> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text.trim() === '') continue;
    const parsed = Line.safeParse(parseJson(text));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(
        `${file}:${number}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is no line of a history'}`,
      );
    }
    yield parsed.data;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
