/** What has to be on this machine, and where it was found. */
import { findChromium } from '../runtimes/chromium.ts';
import { findElectron } from '../runtimes/electron.ts';
import { findMongod } from '../runtimes/mongod.ts';
import { findRedisServer } from '../runtimes/redis-server.ts';
import { lastLine, run } from '../runtimes/run.ts';
import { isAtLeast, RuntimeMissing } from '../runtimes/runtime.ts';
import { findWindowSystem } from '../runtimes/window-system.ts';

const neededNode = 24;

/** One line of the report: what is there, or what is missing and the command that mends it. */
export type Finding =
  | { readonly isThere: true; readonly line: string }
  | { readonly isThere: false; readonly line: string; readonly remedy: string };

/** Looks in the order in which things are needed; fetches what is missing only if `mayFetch`. */
export async function examine(mayFetch: boolean): Promise<readonly Finding[]> {
  const findings: Finding[] = [nodeFinding(process.versions.node), await npmFinding()];
  findings.push(await ask((say) => findMongod({ say, mayFetch })));
  findings.push(await ask((say) => findRedisServer({ say, mayFetch })));
  let electronPath: string | undefined;
  findings.push(
    await ask(async (say) => {
      electronPath = (await findElectron({ say, mayFetch })).path;
    }),
  );
  const forElectron = electronPath === undefined ? {} : { electronPath };
  findings.push(await ask((say) => findWindowSystem({ say, mayFetch, ...forElectron })));
  // For the tests alone: they sign in through it.
  findings.push(await ask((say) => findChromium({ say, mayFetch })));
  return findings;
}

export function nodeFinding(version: string): Finding {
  const line = `node ${version}`;
  if (isAtLeast(version, neededNode)) return { isThere: true, line };
  return { isThere: false, line: `${line} is older than ${neededNode}`, remedy: 'npm install' };
}

async function npmFinding(): Promise<Finding> {
  const answer = await run('npm', ['--version'], { timeoutMs: 20_000 });
  if (answer.code === 0) return { isThere: true, line: `npm ${answer.stdout.trim()}` };
  return { isThere: false, line: `npm does not run (${lastLine(answer.stderr)})`, remedy: 'install Node 24' };
}

async function ask(find: (say: (line: string) => void) => Promise<unknown>): Promise<Finding> {
  let line = '';
  try {
    await find((said) => {
      line = said;
    });
    return { isThere: true, line };
  } catch (error) {
    if (error instanceof RuntimeMissing) {
      return { isThere: false, line: `${error.runtime}: ${error.reason}`, remedy: error.remedy };
    }
    const message = error instanceof Error ? error.message : String(error);
    return { isThere: false, line: message, remedy: 'correct the setting that this names' };
  }
}
