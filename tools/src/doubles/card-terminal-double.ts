/** `node tools/src/doubles/card-terminal-double.ts --port N --control-port N --data FOLDER` */
import { parseArgs } from 'node:util';
import { TerminalDouble } from './card-terminal/server.ts';
import { readPort, runDouble } from './program.ts';

const { values } = parseArgs({
  options: { port: { type: 'string' }, 'control-port': { type: 'string' }, data: { type: 'string' } },
});

await runDouble('the card terminal double', async () => {
  if (values.data === undefined) throw new Error('--data wants the folder in which the ledger is kept.');
  const double = new TerminalDouble(values.data);
  await double.start(readPort('--port', values.port), readPort('--control-port', values['control-port']));
  return double;
});
