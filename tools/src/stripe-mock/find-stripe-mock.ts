/** Stripe's own `stripe-mock`: on PATH, built earlier, or built now by Go. */
import { join } from 'node:path';
import { cached, install, openCache } from '../runtimes/cache.ts';
import { findOnPath, lastLine, run } from '../runtimes/run.ts';
import { firstFound, type Program } from '../runtimes/runtime.ts';

const version = 'v0.203.0';
const modulePath = `github.com/stripe/stripe-mock@${version}`;
const key = `stripe-mock-${version}`;

/** Throws `RuntimeMissing` with the command that mends it. */
export function findStripeMock(env: NodeJS.ProcessEnv = process.env): Promise<Program> {
  const cache = openCache(env);
  return firstFound(
    'stripe-mock',
    [
      {
        label: 'on PATH',
        find: async () => programAt(await findOnPath('stripe-mock', env['PATH']), 'on PATH'),
      },
      {
        label: 'built earlier',
        find: async () => {
          const folder = await cached(cache, key);
          return programAt(folder && join(folder, 'stripe-mock'), 'built earlier');
        },
      },
      {
        label: 'built by go',
        find: async () =>
          programAt(join(await install(cache, key, { fill: build, isBroken }), 'stripe-mock'), 'built by go'),
      },
    ],
    `install Go 1.21 or newer, then: go install ${modulePath}`,
  );
}

/** A program that can't say its version was cut off while it was written. */
async function isBroken(folder: string): Promise<boolean> {
  const said = await run(join(folder, 'stripe-mock'), ['-version']).catch(() => undefined);
  return said?.code !== 0;
}

async function build(folder: string): Promise<void> {
  const built = await run('go', ['install', modulePath], { env: { GOBIN: folder }, timeoutMs: 300_000 });
  if (built.code !== 0) throw new Error(lastLine(built.stderr));
}

function programAt(path: string | undefined, source: string): Program | undefined {
  return path === undefined ? undefined : { name: 'stripe-mock', path, version, source };
}
