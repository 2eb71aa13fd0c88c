/** `npm run stripe-mock`: whether the official stripe-mock accepts every request that we send to Stripe. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stateFolder } from './checkout.ts';
import { type Child, exitSentence, startChild } from './engines/child.ts';
import { freePort } from './engines/ports.ts';
import { describe, type Program } from './runtimes/runtime.ts';
import { findStripeMock } from './stripe-mock/find-stripe-mock.ts';
import { checkRequests } from './stripe-mock/requests.ts';

const startLimitMs = 20_000;

async function main(): Promise<number> {
  const program = await findStripeMock();
  console.log(describe(program));
  const port = await freePort();
  const mock = await start(program, port);
  try {
    const checks = await checkRequests(`http://127.0.0.1:${port}`);
    const failed = checks.filter(({ fault }) => fault !== undefined);
    for (const { name, fault } of checks)
      console.log(fault === undefined ? `ok      ${name}` : `failed  ${name}: ${fault}`);
    console.log(`${checks.length - failed.length} passed, ${failed.length} failed`);
    return failed.length === 0 ? 0 : 1;
  } finally {
    await mock.stop();
  }
}

async function start(program: Program, port: number): Promise<Child> {
  const logFile = join(stateFolder, 'logs', 'stripe-mock.log');
  const args = ['-http-addr', `127.0.0.1:${port}`];
  const mock = await startChild({
    name: 'stripe-mock',
    command: program.path,
    args,
    logFile,
    graceMs: 2_000,
  });
  let ended: string | undefined;
  void mock.exited.then((exit) => (ended = exitSentence('stripe-mock', exit)));
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline) {
    if (ended !== undefined) throw new Error(`${ended}; see ${logFile}.`);
    const reply = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    await reply?.body?.cancel();
    if (reply !== undefined) return mock;
    await delay(50);
  }
  await mock.stop();
  throw new Error(`stripe-mock did not answer within ${startLimitMs / 1_000} s; see ${logFile}.`);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
