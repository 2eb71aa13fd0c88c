/** `npm run stack -- …`: several nodes on this machine until Ctrl-C. */
import { join } from 'node:path';
import { homeOf } from './checkout.ts';
import { listenForInterruption } from './start/interruption.ts';
import { readStackOptions } from './stack/options.ts';
import { startStack } from './stack/stack.ts';

const say = (line: string) => console.log(line);

async function main(): Promise<number> {
  const interruption = listenForInterruption(say);
  try {
    const { port, dataFolder, fresh, ...shape } = readStackOptions(process.argv.slice(2));
    const folder = dataFolder ?? join(homeOf().data, '..', 'stack');
    const stack = await startStack({ shape, folder, port, fresh, say, check: interruption.check });
    say(
      `Foyer serves at ${stack.urls.join(', ')}; ${join(folder, 'stack.json')} names every part; Ctrl-C stops all.`,
    );
    await interruption.asked;
    if (!(await stack.stop())) return 1;
    say('Stopped in order.');
    return 0;
  } catch (error) {
    if (interruption.isAsked()) return 0;
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

process.exit(await main());
