/**
 * The server with faults built in, for campaigns only: the same `compose` as main.ts, with ports wrapped so that the
 * process ends itself at a named point, a clock that may be off, and faults of the product that the checker must find.
 * Told by its parent over IPC; ends with it.
 */
import { compose } from '@foyer/api/compose';
import { readConfig } from '@foyer/api/config';
import { createLogger } from '@foyer/api/platform/logger';
import { z } from 'zod';
import { crashingPorts } from './crashing-ports.ts';

export const Order = z.union([
  z.object({ arm: z.string().nullable() }),
  z.object({ sabotage: z.literal('double-sell') }),
]);
export type Order = z.infer<typeof Order>;

const config = readConfig(process.env);
const skewMs = Number(process.env['CAMPAIGN_CLOCK_SKEW_MS'] ?? '0');
const ports = crashingPorts((): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable: the process has been killed');
});

process.on('message', (message) => ports.obey(Order.parse(message)));
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => void stop());

const app = await compose(config, {
  log: createLogger(config.logLevel),
  clock: { now: () => new Date(Date.now() + skewMs) },
  wrap: ports.wrap,
});
process.send?.('ready');

async function stop(): Promise<void> {
  await app.stop();
  process.exit(0);
}
