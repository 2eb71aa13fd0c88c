/** What a run of the fuzzer says at its end. Pure. */
import type { Received, Sent } from './transport.ts';

export interface PairTally {
  readonly route: string;
  readonly caller: string;
  readonly cases: number;
  readonly pastValidation: number;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<number, number>>;
}

export interface Finding {
  readonly route: string;
  readonly caller: string;
  readonly fault: string;
  readonly sent: Pick<Sent, 'method' | 'path' | 'headers' | 'body'>;
  readonly received: Pick<Received, 'status' | 'text'>;
}

/** Of the cases of each route and caller: below this a run proves too little. */
export const leastPastValidation = 0.3;

export function weakPairs(pairs: readonly PairTally[]): readonly PairTally[] {
  return pairs.filter(({ cases, pastValidation }) => pastValidation < leastPastValidation * cases);
}

export function summaryLines(pairs: readonly PairTally[], findings: readonly Finding[]): readonly string[] {
  const routes = new Set(pairs.map(({ route }) => route)).size;
  const callers = new Set(pairs.map(({ caller }) => caller)).size;
  const cases = sum(pairs.map((pair) => pair.cases));
  const past = sum(pairs.map((pair) => pair.pastValidation));
  const least = Math.min(...pairs.map((pair) => pair.pastValidation / pair.cases));
  const statuses = new Map<string, number>();
  for (const pair of pairs) {
    for (const [status, count] of Object.entries(pair.statuses)) {
      statuses.set(status, (statuses.get(status) ?? 0) + count);
    }
  }
  return [
    `matrix: ${routes} routes and events × ${callers} callers = ${pairs.length} pairs`,
    `cases: ${cases}, at least ${Math.min(...pairs.map((pair) => pair.cases))} each`,
    `past validation: ${percent(past / cases)} of all, at least ${percent(least)} of each pair`,
    `answers: ${[...statuses].map(([status, count]) => `${status} × ${count}`).join(', ')}`,
    `${findings.length} findings`,
  ];
}

/** One line per kind of finding, with the first request that shows it. */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  const kinds = Map.groupBy(findings, ({ route, fault }) => `${route}: ${fault}`);
  return [...kinds].flatMap(([kind, found]) => {
    const [first] = found;
    if (!first) return [];
    const { caller, sent, received } = first;
    return [
      `${kind} (${found.length} times, first as ${caller})`,
      `  ${sent.method} ${sent.path.slice(0, 300)} ${headersOf(sent)} ${(sent.body ?? '').slice(0, 300)}`,
      `  ${received.status} ${received.text.slice(0, 300)}`,
    ];
  });
}

function headersOf({ headers }: Pick<Sent, 'headers'>): string {
  const shown = Object.entries(headers).filter(([name]) => name !== 'authorization');
  return JSON.stringify(Object.fromEntries(shown)).slice(0, 300);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
