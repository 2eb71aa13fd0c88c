/** Small files that outlive a run: they appear whole or not at all, whatever is cut off meanwhile. */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes the text beside its place, waits until the disk has it, and gives it its name (mode 0600). */
export async function writeWhole(file: string, text: string | Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.unfinished`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
}

/** What the file says, or undefined where there is none. Throws one sentence that names it where nobody can read it. */
export async function readKept<Value>(
  file: string,
  parse: (text: string) => Value,
): Promise<Value | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${file} can't be read; delete it, or start with --fresh.`, { cause: error });
  }
}
