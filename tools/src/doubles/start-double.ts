/** Starts the doubles as processes of their own, on kept ports, with their data in a folder. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Child, exitSentence, startChild } from '../engines/child.ts';
import { stopLeftovers } from '../engines/leftover.ts';
import { keptPort, requireFree } from '../engines/ports.ts';

const startLimitMs = 20_000;

export type DoubleOptions = {
  /** Made if missing. Holds the ledger and the ports. */
  readonly dataDir: string;
  /** Default: a file in the data folder. */
  readonly logFile?: string;
};

export type RunningStripe = Child & {
  readonly url: string;
  /** For `readLedger`. */
  readonly ledgerUrl: string;
  /** For orders to the double itself, see `stripe/control.ts`. */
  readonly controlUrl: string;
};

/** Plays Stripe; events of accounts without an endpoint of their own go to `webhook`. */
export async function startStripeDouble(
  options: DoubleOptions & { readonly webhook?: { readonly url: string; readonly secret: string } },
): Promise<RunningStripe> {
  const { dataDir, webhook } = options;
  const data = join(dataDir, 'ledger');
  await stopLeftovers(data);
  const port = await freeKeptPort('the Stripe double', dataDir);
  const hook = webhook ? ['--webhook-url', webhook.url, '--webhook-secret', webhook.secret] : [];
  const child = await startProgram('The Stripe double', 'stripe-double', {
    args: ['--port', String(port), '--data', data, ...hook],
    logFile: options.logFile ?? join(dataDir, 'stripe-double.log'),
    healthUrl: `http://127.0.0.1:${port}/_double/health`,
  });
  const url = `http://127.0.0.1:${port}`;
  return { ...child, url, ledgerUrl: `${url}/_double/ledger`, controlUrl: `${url}/_double` };
}

export type RunningTerminal = Child & {
  /** `host:port`, as CARD_TERMINAL_ADDR wants it. */
  readonly address: string;
  readonly ledgerUrl: string;
  /** For orders to the double itself, see `card-terminal/server.ts`. */
  readonly controlUrl: string;
};

/** Plays card terminals: every POIID is one. */
export async function startTerminalDouble(options: DoubleOptions): Promise<RunningTerminal> {
  const { dataDir } = options;
  const data = join(dataDir, 'ledger');
  await stopLeftovers(data);
  const port = await freeKeptPort('the card terminal double', dataDir);
  const controlPort = await freeKeptPort("the card terminal double's ledger", join(dataDir, 'control'));
  const controlUrl = `http://127.0.0.1:${controlPort}`;
  const child = await startProgram('The card terminal double', 'card-terminal-double', {
    args: ['--port', String(port), '--control-port', String(controlPort), '--data', data],
    logFile: options.logFile ?? join(dataDir, 'card-terminal-double.log'),
    healthUrl: `${controlUrl}/health`,
  });
  return { ...child, address: `127.0.0.1:${port}`, ledgerUrl: `${controlUrl}/ledger`, controlUrl };
}

async function freeKeptPort(name: string, folder: string): Promise<number> {
  const port = await keptPort(folder);
  await requireFree(name, port);
  return port;
}

async function startProgram(
  name: string,
  program: string,
  { args, logFile, healthUrl }: { args: readonly string[]; logFile: string; healthUrl: string },
): Promise<Child> {
  mkdirSync(join(logFile, '..'), { recursive: true });
  const file = join(import.meta.dirname, `${program}.ts`);
  const child = await startChild({
    name,
    command: process.execPath,
    args: [file, ...args],
    logFile,
    graceMs: 3_000,
  });
  let ended: string | undefined;
  void child.exited.then((exit) => (ended = exitSentence(name, exit)));
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline) {
    if (ended !== undefined) throw new Error(`${ended}; see ${logFile}.`);
    const reply = await fetch(healthUrl, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    await reply?.body?.cancel();
    if (reply?.ok === true) return child;
    await delay(20);
  }
  await child.stop();
  throw new Error(`${name} did not answer within ${startLimitMs / 1_000} s; see ${logFile}.`);
}
