/** Every contract as every caller, case after case, with a look at the house after each. */
import { endpoints } from '@foyer/shared/http/endpoints';
import type { Endpoint } from '@foyer/shared/endpoint';
import type { ProblemCode } from '@foyer/shared/problems';
import fc from 'fast-check';
import type { BoxOffice } from '../harness/box-office.ts';
import { callersOf, mayPass, type FuzzCaller } from './caller.ts';
import { casesFor, type FuzzCase } from './cases.ts';
import { changesBetween, digestOf, settledDigest } from './digest.ts';
import { judge } from './judge.ts';
import type { Finding, PairTally } from './report.ts';
import { lookAtEveryHall, showOf, stageFor } from './stage.ts';
import { openTransport, type Received, type Transport } from './transport.ts';

export interface FuzzOptions {
  readonly casesPerPair: number;
  readonly seed: number;
  /** Where the requests go, if not to the box office itself. */
  readonly origin?: string;
  /** Only these contracts. */
  readonly only?: readonly string[];
  /** Only as these callers. */
  readonly as?: readonly string[];
  /** Each contract as one caller only, another one with each seed: what a short run has time for. */
  readonly oneCallerEach?: boolean;
  /** Told after each contract how far the run is. */
  readonly say?: (line: string) => void;
}

export interface FuzzResult {
  readonly pairs: readonly PairTally[];
  readonly findings: readonly Finding[];
}

/** A stage is used for so many cases: most of what it offers is gone by then. */
const casesPerStage = 25;

export async function fuzzRoutes(box: BoxOffice, options: FuzzOptions): Promise<FuzzResult> {
  const transport = openTransport(options.origin ?? box.origin);
  const pairs: PairTally[] = [];
  const findings: Finding[] = [];
  try {
    const everybody = await callersOf(box);
    const callers = everybody.filter(({ name }) => options.as?.includes(name) ?? true);
    const contracts = Object.entries<Endpoint>(endpoints);
    await lookAtEveryHall(box, contracts.length);
    for (const [index, [name, contract]] of contracts.entries()) {
      if (options.only && !options.only.includes(name)) continue;
      const show = showOf(index);
      const turn = (options.seed + index) % callers.length;
      for (const caller of options.oneCallerEach ? callers.slice(turn, turn + 1) : callers) {
        const pair = { box, transport, name, contract, caller, show, seed: options.seed + index };
        const { tally, found } = await fuzzPair(pair, options.casesPerPair);
        pairs.push(tally);
        findings.push(...found);
      }
      options.say?.(`${index + 1} of ${contracts.length}: ${name}, ${findings.length} findings so far`);
    }
  } finally {
    transport.close();
  }
  return { pairs, findings };
}

interface Pair {
  readonly box: BoxOffice;
  readonly transport: Transport;
  readonly name: string;
  readonly contract: Endpoint;
  readonly caller: FuzzCaller;
  readonly show: ReturnType<typeof showOf>;
  readonly seed: number;
}

async function fuzzPair(
  pair: Pair,
  wanted: number,
): Promise<{ readonly tally: PairTally; readonly found: readonly Finding[] }> {
  const { box, contract, caller, name, show } = pair;
  // Whoever only asks changes nothing whatever is answered: one look after all of them will do.
  const isRead = contract.method === 'GET' && contract.path !== '/api/auth/google/login';
  const found: Finding[] = [];
  const tally = { route: name, caller: caller.name, cases: 0, pastValidation: 0 };
  const statuses: Record<number, number> = {};
  for (let done = 0; done < wanted; done += casesPerStage) {
    const pool = await stageFor(box, { contract, caller, show });
    const accessToken = caller.freshToken();
    const numRuns = Math.min(casesPerStage, wanted - done);
    const cases = fc.sample(casesFor(contract, { accessToken }, pool), { numRuns, seed: pair.seed + done });
    let before = await settledDigest(box, show);
    for (const sent of cases) {
      const received = await pair.transport.send(sent);
      const after = isRead ? before : await digestOf(box, show);
      const passes = mayPass(contract, caller);
      const { faults, code } = judge({ contract, sent, received, passes });
      const changed = isRefused(received.status) ? changesBetween(before, after) : [];
      const all = [
        ...faults,
        ...changed.map((part) => `refused with ${received.status} and changed ${part}`),
      ];
      found.push(...all.map((fault) => ({ route: name, caller: caller.name, fault, sent, received })));
      before = isRefused(received.status) || after === before ? after : await settledDigest(box, show);
      tally.cases += 1;
      if (isPastValidation({ contract, sent, received, passes, code })) tally.pastValidation += 1;
      statuses[received.status] = (statuses[received.status] ?? 0) + 1;
    }
    if (isRead) {
      const fault = changesBetween(before, await digestOf(box, show)).map(
        (part) => `changed ${part} by reading`,
      );
      const [sent] = cases;
      if (sent)
        found.push(
          ...fault.map((one) => ({ route: name, caller: caller.name, fault: one, sent, received: unheard })),
        );
    }
  }
  return { tally: { ...tally, statuses }, found };
}

const unheard = { status: 0, text: '' };

/** A declined payment is written down: that is what became of the request. */
function isRefused(status: number): boolean {
  return status >= 400 && status < 500 && status !== 402;
}

const beforeTheService: readonly (ProblemCode | null)[] = [
  'request.invalid',
  // Though a rule beyond the schema refused it: a request that fits together gets further.
  'request.unfit',
  'request.too-large',
  'idempotency.key-missing',
  'route.not-found',
  'route.method-not-allowed',
  'rate.limited',
];

/** By the answer where the caller was let in; a request turned away at the door counts by its own body and query. */
function isPastValidation(asked: {
  readonly contract: Endpoint;
  readonly sent: FuzzCase;
  readonly received: Received;
  readonly passes: boolean;
  readonly code: ProblemCode | null;
}): boolean {
  if (!asked.sent.isOurPath || asked.sent.method !== asked.contract.method) return false;
  if (asked.passes && !asked.sent.isForged) return !beforeTheService.includes(asked.code);
  return fits(asked.contract, asked.sent);
}

function fits({ body, query }: Endpoint, sent: FuzzCase): boolean {
  const search = new URL(sent.path, 'http://x').searchParams;
  const isQueryGood = !query || query.safeParse(Object.fromEntries(search)).success;
  return isQueryGood && (!body || isJsonOf(sent.body ?? '', body));
}

function isJsonOf(text: string, schema: NonNullable<Endpoint['body']>): boolean {
  try {
    return schema.safeParse(JSON.parse(text)).success;
  } catch {
    return schema.safeParse(text).success;
  }
}
