/** The server program as an operator runs it: a process of its own, told by its environment. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '@foyer/tools/engines/ports';
import { environmentOf } from './environment.ts';

const program = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

/** An environment whose identity provider nobody asks. */
export async function serverEnvironment(engines: {
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly namespace: string;
}): Promise<Record<string, string>> {
  const issuer = 'http://127.0.0.1:9';
  const endpoints = { authorization: `${issuer}/auth`, token: `${issuer}/token`, certs: `${issuer}/certs` };
  const google = { clientId: 'foyer-tests', clientSecret: 'a secret of the tests' };
  return environmentOf({ port: await freePort(), google, provider: { issuer, endpoints }, ...engines });
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ServerProcess {
  readonly origin: string;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Resolves when the process is gone. */
  readonly ended: Promise<Ended>;
}

/** Starts it with this environment and nothing else; `ended` never rejects. */
export function startServer(env: Readonly<Record<string, string>>): ServerProcess {
  const child = spawn(process.execPath, [program], { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (said.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.stderr += text.toString()));
  return {
    origin: `http://127.0.0.1:${env['PORT'] ?? ''}`,
    signal: (name) => void child.kill(name),
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, ...said })),
  };
}
