/** A whole run, printed line by line. */
import { endpoints } from '@foyer/shared/http/endpoints';
import { startBoxOffice, type BoxOffice } from '../harness/box-office.ts';
import type { EngineUrls } from '../harness/doubles.ts';
import { fuzzSockets } from './fuzz-sockets.ts';
import { fuzzRoutes, type FuzzOptions, type FuzzResult } from './fuzz-routes.ts';
import { findingLines, summaryLines, weakPairs } from './report.ts';
import { holes, openFront, type Hole } from './planted-holes.ts';
import { fuzzCinema } from './stage.ts';

export interface SecurityRun {
  readonly urls: EngineUrls;
  readonly casesPerPair: number;
  readonly seed: number;
  readonly sabotage: boolean;
  readonly only?: readonly string[];
  readonly say: (line: string) => void;
}

/** The box office as the fuzzer needs it: no worker changes anything meanwhile, and halls may be held whole. */
export function startFuzzedBox(urls?: EngineUrls): Promise<BoxOffice> {
  return startBoxOffice({
    cinema: fuzzCinema(Object.keys(endpoints).length),
    env: {
      ROLES: 'api',
      HOLD_TTL_SECONDS: '3600',
      HOLD_CAP_SECONDS: '3600',
      HOLD_OWNER_SEATS_CUSTOMER: '100000',
      HOLD_OWNER_SEATS_STAFF: '100000',
      HOLD_ONLINE_SHARE_PERCENT: '100',
    },
    ...(urls ? { urls } : {}),
  });
}

/** Answers whether all is well: nothing found and enough cases past validation, or every planted hole found. */
export async function runSecurity({ urls, say, sabotage, ...options }: SecurityRun): Promise<boolean> {
  const box = await startFuzzedBox(urls);
  try {
    if (sabotage) return await findHoles(box, options.seed, say);
    return tell(await fuzzAll(box, { ...options, say }), say);
  } finally {
    await box.stop();
  }
}

export async function fuzzAll(box: BoxOffice, options: FuzzOptions): Promise<FuzzResult> {
  const routes = await fuzzRoutes(box, options);
  if (options.only) return routes;
  const sockets = await fuzzSockets(box, options);
  return {
    pairs: [...routes.pairs, ...sockets.pairs],
    findings: [...routes.findings, ...sockets.findings],
  };
}

const casesPerHole = 50;

/** Whether the fuzzer finds this hole. */
export async function finds(box: BoxOffice, hole: Hole, seed: number): Promise<boolean> {
  const front = await openFront(box, hole);
  try {
    const { findings } = await fuzzRoutes(box, {
      casesPerPair: casesPerHole,
      seed,
      origin: front.origin,
      only: hole.routes,
      as: ['USER'],
    });
    return findings.some(({ fault }) => hole.shows.test(fault));
  } finally {
    await front.stop();
  }
}

async function findHoles(box: BoxOffice, seed: number, say: (line: string) => void): Promise<boolean> {
  let missed = 0;
  for (const hole of holes) {
    const isFound = await finds(box, hole, seed);
    say(`${isFound ? 'caught' : 'went unnoticed'}: ${hole.name}`);
    if (!isFound) missed += 1;
  }
  return missed === 0;
}

function tell({ pairs, findings }: FuzzResult, say: (line: string) => void): boolean {
  for (const line of [...summaryLines(pairs, findings), ...findingLines(findings)]) say(line);
  const weak = weakPairs(pairs);
  for (const { route, caller, cases, pastValidation } of weak) {
    say(`weak: ${route} as ${caller} has ${pastValidation} of ${cases} past validation`);
  }
  return findings.length === 0 && weak.length === 0;
}
