/**
 * Runs the Dockerfile's steps in a clean folder, for machines without a container engine, then starts the result on
 * test engines with the image's own CMD and asks it with its own HEALTHCHECK. Exits 1 with a sentence.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { checkoutFolder } from './checkout.ts';
import { readCommand, readDockerfile, readEnvironment, type Stage } from './deploy/dockerfile.ts';
import { buildStages } from './deploy/image-steps.ts';
import { exitSentence, superviseChild, spawned } from './engines/child.ts';
import { freePort } from './engines/ports.ts';
import { startTestEngines, type TestEngines } from './engines/test-engines.ts';
import { run } from './runtimes/run.ts';

const healthyWithinMs = 20_000;

async function main(): Promise<void> {
  const stages = readDockerfile(await readFile(join(checkoutFolder, 'Dockerfile'), 'utf8'));
  const last = stages.at(-1);
  if (last === undefined) throw new Error('The Dockerfile has no stage.');
  const into = await mkdtemp(join(tmpdir(), 'foyer-image-'));
  const engines = await startTestEngines();
  try {
    const folder = await buildStages(stages, {
      context: checkoutFolder,
      into,
      say: (line) => console.log(line),
    });
    await startImage(last, folder, engines);
  } finally {
    await engines.stop();
    await rm(into, { recursive: true, force: true });
  }
}

async function startImage(stage: Stage, folder: string, engines: TestEngines): Promise<void> {
  const given = settings(await freePort(), engines);
  // Nothing of this process leaks in, as nothing of the host leaks into a container.
  const env = { PATH: process.env['PATH'] ?? '', ...readEnvironment(stage.instructions), ...given };
  const [program = '', ...args] = readCommand(restOf(stage, 'CMD'));
  const server = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  await spawned(server, 'The server');
  const child = superviseChild(server, { name: 'The server', graceMs: 10_000 });
  try {
    const unhealthy = await Promise.race([
      becomeHealthy(readCommand(restOf(stage, 'HEALTHCHECK')), env),
      child.exited.then((exit) => exitSentence('The server', exit)),
    ]);
    if (unhealthy !== undefined) throw new Error(unhealthy);
  } finally {
    const exit = await child.stop();
    console.log(`stopped with code ${exit.code ?? 'unknown'}`);
  }
}

/** Resolves with a sentence if it does not. */
async function becomeHealthy(
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < healthyWithinMs) {
    if ((await run(program, args, { env })).code === 0) {
      console.log(`healthy after ${Math.round(performance.now() - startedAt)} ms`);
      return undefined;
    }
    await delay(100);
  }
  return `The server was not healthy within ${healthyWithinMs / 1000} s.`;
}

function settings(port: number, engines: TestEngines): Record<string, string> {
  return {
    APP_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    MONGO_URI: engines.mongo.uri,
    REDIS_ADDR: engines.redis.url,
    GOOGLE_CLIENT_ID: 'foyer-image',
    GOOGLE_CLIENT_SECRET: randomBytes(16).toString('hex'),
    GOOGLE_REDIRECT_URL: 'https://foyer.example.test/api/auth/google/callback',
    JWT_SECRET: randomBytes(32).toString('hex'),
    TICKET_SECRET: randomBytes(32).toString('hex'),
  };
}

function restOf(stage: Stage, keyword: string): string {
  const found = stage.instructions.find((instruction) => instruction.keyword === keyword);
  if (found === undefined) throw new Error(`The Dockerfile's last stage has no ${keyword}.`);
  return found.rest;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
