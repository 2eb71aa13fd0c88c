/** `stack.json`: what runs where, for processes other than the one that started it. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from './part.ts';

export type StackFacts = {
  /** The API processes, through their proxies where there are any. */
  readonly urls: readonly string[];
  readonly mongoUri: string;
  readonly redisAddress: string;
  readonly issuer: string;
  /** Where the doubles of Stripe and of the card terminal tell what they have done with money. */
  readonly ledgerUrls: readonly string[];
};

export type StackDescription = StackFacts & {
  /** The process that started all and stops all. */
  readonly pid: number;
  readonly parts: readonly {
    readonly name: string;
    readonly kind: string;
    /** Null while it does not run. */
    readonly pid: number | null;
    readonly port: number;
    readonly address: string;
    readonly logFile: string;
  }[];
};

/** Written anew whenever a part starts or ends. */
export function writeDescription(folder: string, facts: StackFacts, parts: readonly Part[]): void {
  const description: StackDescription = {
    pid: process.pid,
    ...facts,
    parts: parts.map(({ pid, facts: { name, kind, port, address, logFile } }) => ({
      name,
      kind,
      pid: pid ?? null,
      port,
      address,
      logFile,
    })),
  };
  writeFileSync(fileIn(folder), `${JSON.stringify(description, null, 2)}\n`);
}

export function removeDescription(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}

function fileIn(folder: string): string {
  return join(folder, 'stack.json');
}
