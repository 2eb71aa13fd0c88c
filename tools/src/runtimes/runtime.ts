/** What a finder answers, how it tries one source after another, and what it says when none has it. */
import { lastLine, run, timedOutCode } from './run.ts';

/** A program on this machine that can be started. */
export type Program = {
  readonly name: string;
  readonly path: string;
  readonly version: string;
  /** Where it came from, as the end of a sentence: `on PATH`, `from the wheel x 1.0`. */
  readonly source: string;
};

/** An engine that somebody else runs and that an environment variable names. */
export type GivenEngine = { readonly name: string; readonly address: string; readonly source: string };

/** One source; answers undefined where it simply has nothing, and throws a sentence where it should have had. */
export type Source = { readonly label: string; readonly find: () => Promise<Program | undefined> };

export type Say = (line: string) => void;
export type FinderOptions = {
  readonly say?: Say;
  readonly env?: NodeJS.ProcessEnv;
  /** False only looks at what is on this machine already. Default true. */
  readonly mayFetch?: boolean;
};

/** Mends whatever can be fetched. */
export const fetchCommand = 'npm run doctor -- --fetch';

export class RuntimeMissing extends Error {
  readonly runtime: string;
  /** What each source said, joined. */
  readonly reason: string;
  /** The one command that mends it. */
  readonly remedy: string;

  constructor(runtime: string, reasons: readonly string[], remedy: string) {
    const reason = reasons.join('; ');
    super(`${runtime} is missing: ${reason}. To mend it: ${remedy}`);
    this.name = 'RuntimeMissing';
    this.runtime = runtime;
    this.reason = reason;
    this.remedy = remedy;
  }
}

export function describe(found: Program | GivenEngine): string {
  return 'version' in found
    ? `${found.name} ${found.version} ${found.source}`
    : `${found.name} ${found.source}`;
}

/** Asks the sources in order and takes the first that answers. Throws `RuntimeMissing` with every source's reason. */
export async function firstFound(name: string, sources: readonly Source[], remedy: string): Promise<Program> {
  const reasons: string[] = [];
  for (const source of sources) {
    try {
      const found = await source.find();
      if (found !== undefined) return found;
      reasons.push(`not ${source.label}`);
    } catch (error) {
      reasons.push(`${source.label}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new RuntimeMissing(name, reasons, remedy);
}

export type VersionQuestion = {
  readonly path: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

const versionLimitMs = 20_000;

/** Runs the program and reads `1.2.3` out of what it prints; throws its own complaint if it does not run. */
export async function askVersion({ path, args, env = {} }: VersionQuestion): Promise<string> {
  const answer = await run(path, args, { env, timeoutMs: versionLimitMs });
  if (answer.code !== 0) throw new Error(`${path} does not run (${lastLine(answer.stderr)})`);
  const version = /(\d+\.\d+\.\d+)/.exec(answer.stdout)?.[1];
  if (version === undefined) throw new Error(`${path} does not tell its version`);
  return version;
}

/** Whether the file itself is to blame that it does not run: not a library it lacks, nor a machine that is too busy. */
export async function isBroken({ path, args, env = {} }: VersionQuestion): Promise<boolean> {
  const answer = await run(path, args, { env, timeoutMs: versionLimitMs });
  if (answer.code === timedOutCode || answer.stderr.includes('shared librar')) return false;
  return answer.code !== 0 || !/\d+\.\d+\.\d+/.test(answer.stdout);
}

export function isAtLeast(version: string, minimumMajor: number): boolean {
  return Number.parseInt(version, 10) >= minimumMajor;
}
