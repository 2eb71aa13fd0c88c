/** Runs short commands to their end; long-lived programs belong to `engines`. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

export type RunResult = { readonly code: number; readonly stdout: string; readonly stderr: string };
export type RunOptions = {
  readonly cwd?: string;
  /** Added to (and overriding) this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
};

export const timedOutCode = 124;

/** Never throws: a program that cannot be started answers code 127, one that ran out of time `timedOutCode`. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    const settings = {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      timeout: options.timeoutMs ?? 600_000,
      killSignal: 'SIGKILL' as const,
      maxBuffer: 32 * 1024 * 1024,
    };
    execFile(command, [...args], settings, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else resolve({ code: exitCodeOf(error), stdout, stderr: stderr === '' ? error.message : stderr });
    });
  });
}

/** The full path of the first executable of that name, as a shell would find it. */
export async function findOnPath(
  name: string,
  path = process.env['PATH'] ?? '',
): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    if (folder === '') continue;
    const candidate = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The line of a program's complaint that says most: the last one that is not blank. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}

function exitCodeOf(error: { readonly code?: unknown; readonly killed?: boolean }): number {
  if (error.killed === true) return timedOutCode;
  return typeof error.code === 'number' ? error.code : 127;
}
