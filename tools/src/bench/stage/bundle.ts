/** The server as it is shipped: bundled once per bench. */
import { join } from 'node:path';
import { checkoutFolder } from '../../checkout.ts';
import { lastLine, run } from '../../runtimes/run.ts';

let built: Promise<string> | undefined;

/** Answers the program's path. Throws the bundler's complaint. */
export function serverBundle(folder: string): Promise<string> {
  return (built ??= build(join(folder, 'server')));
}

async function build(into: string): Promise<string> {
  const cwd = join(checkoutFolder, 'api');
  const result = await run(process.execPath, ['build.ts', '--into', into], { cwd });
  if (result.code !== 0) throw new Error(`The server could not be bundled: ${lastLine(result.stderr)}`);
  return join(into, 'main.js');
}
