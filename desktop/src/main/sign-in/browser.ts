import { spawn } from 'node:child_process';
import { isWithin } from '../guards.ts';

export interface BrowserParts {
  /** Only addresses of this origin are opened: the system runs programs for many others. */
  readonly apiUrl: string;
  /** A program that takes the address as its only argument, or null for the system's browser. */
  readonly command: string | null;
  readonly openExternal: (address: string) => Promise<void>;
}

/** Opens the address outside of this program; answers whether something could be started at all. */
export async function openBrowser(
  address: string,
  { apiUrl, command, openExternal }: BrowserParts,
): Promise<boolean> {
  if (!isWithin(address, apiUrl)) return false;
  try {
    await (command === null ? openExternal(address) : start(command, address));
    return true;
  } catch {
    return false;
  }
}

function start(command: string, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [address], { stdio: 'ignore' });
    child.once('error', reject);
    child.once('spawn', () => resolve());
  });
}
