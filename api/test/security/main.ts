/**
 * `npm run test:security`: fuzzes every route and socket event as every caller on engines of its own. `-- --cases 50`
 * takes other numbers, `-- --seed 7` another seed, `-- --sabotage` plants holes and looks whether they are found.
 */
import { parseArgs } from 'node:util';
import { startTestEngines } from '@foyer/tools/engines/test-engines';
import { listenForInterruption } from '@foyer/tools/start/interruption';
import { runSecurity } from './run-security.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '200' },
    seed: { type: 'string', default: '20261125' },
    sabotage: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const interruption = listenForInterruption(say);
const engines = await startTestEngines();
try {
  say(engines.summary);
  const run = runSecurity({
    urls: {
      mongoUri: engines.mongo.uri,
      redisUrl: engines.redis.url,
      stripeUrl: engines.stripe.url,
      terminalAddress: engines.terminal.address,
      terminalControlUrl: engines.terminal.controlUrl,
    },
    casesPerPair: Number(values.cases),
    seed: Number(values.seed),
    sabotage: values.sabotage,
    ...(values.only === undefined ? {} : { only: values.only.split(',') }),
    say,
  });
  process.exitCode = (await interruption.during(run)) ? 0 : 1;
} catch (error) {
  if (!interruption.isAsked()) throw error;
  process.exitCode = 130;
} finally {
  await engines.stop();
}
