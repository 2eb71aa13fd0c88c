/** `node tools/src/doubles/stripe-double.ts --port N --data FOLDER [--webhook-url URL --webhook-secret whsec_…]` */
import { parseArgs } from 'node:util';
import { readPort, runDouble } from './program.ts';
import { StripeDouble } from './stripe/server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    data: { type: 'string' },
    'webhook-url': { type: 'string' },
    'webhook-secret': { type: 'string' },
  },
});

await runDouble('the Stripe double', async () => {
  const { data, 'webhook-url': url, 'webhook-secret': secret } = values;
  if (data === undefined) throw new Error('--data wants the folder in which the ledger is kept.');
  if ((url === undefined) !== (secret === undefined)) {
    throw new Error('--webhook-url and --webhook-secret belong together.');
  }
  const webhook = url === undefined || secret === undefined ? undefined : { url, secret };
  const double = new StripeDouble({ dataFolder: data, webhook });
  await double.start(readPort('--port', values.port));
  return double;
});
