/** One campaign: a house, actors, a nemesis, rest, judgement. */
import { type Db, MongoClient } from 'mongodb';
import { act, type Desk, type Person } from './actors/actor.ts';
import type { House } from './actors/choice.ts';
import { watchDoors } from './actors/doors.ts';
import { httpClient } from './actors/http-client.ts';
import { mintToken } from './actors/tokens.ts';
import type { Bought } from './actors/wishes.ts';
import { checkHistory, type Verdict } from './checker/check-history.ts';
import { openProgramme, type Programme } from './cinema.ts';
import { startFollowers } from './followers.ts';
import { type Gate, openGate } from './gate.ts';
import type { Finding } from './history/history.ts';
import { type HistoryWriter, openHistory } from './history/history-writer.ts';
import { readHistory } from './history/history-reader.ts';
import { endChecks } from './judgement/end-checks.ts';
import { declineOffers } from './judgement/open-offers.ts';
import { readFinals } from './judgement/finals.ts';
import { judgeMaps } from './judgement/maps.ts';
import { waitForRest } from './judgement/quiescence.ts';
import { clockSkewMs, type Fault } from './nemesis/faults.ts';
import { runNemesis, type Struck } from './nemesis/nemesis.ts';
import { randomStream } from './random.ts';
import type { Told } from './replay.ts';
import { watchSales } from './sales-watch.ts';
import { plant, type Sabotage } from './sabotage.ts';
import type { SystemUnderTest } from './system/system-under-test.ts';

export type CampaignOptions = {
  readonly operations: number;
  readonly seed: number;
  readonly actors: number;
  /** In the order in which they strike. */
  readonly strikes: readonly Fault[];
  readonly historyFile: string;
  /** Planted when half of the operations have begun. */
  readonly sabotage?: Sabotage | undefined;
  readonly say: (line: string) => void;
};

export type CampaignResult = {
  readonly verdict: Verdict;
  readonly struck: readonly Struck[];
  readonly operationsPerSecond: number;
};

const shows = 8;
const renewEvery = 2_000;
const recentKept = 100;
const restLimitMs = 300_000;

export async function runCampaign(
  system: SystemUnderTest,
  options: CampaignOptions,
): Promise<CampaignResult> {
  const { operations, seed, historyFile, actors, strikes, say } = options;
  const startedAtMs = Date.now() - performance.now();
  const now = (): number => Math.round(performance.now() * 1_000) / 1_000;
  const programme = await openProgramme({ uri: system.mongoUri, database: system.database }, shows);
  const history = openHistory(historyFile);
  const told: Told = {
    actors,
    nodes: system.nodes.length,
    mongoReplicas: system.mongoReplicas,
    strikes: strikes.map(({ name }) => name),
  };
  history.write({ kind: 'head', format: 1, seed, operations, startedAtMs, clockSkewMs, options: told });
  const gate = openGate(operations, trickleOf(operations, strikes.length));
  const client = httpClient({ timeoutMs: 6_000, sockets: actors });
  const sales = watchSales(now);
  const recent = recentBookings();
  const nodes = system.nodes.map(({ origin }) => origin);
  const doors = watchDoors(nodes);
  const desk: Desk = {
    admit: gate.admit,
    now,
    history,
    client,
    nodes,
    doors,
    house: houseOf(system, programme, recent),
    settled: (settled) => {
      recent.see(settled.answer.booking);
      sales.settled(settled);
    },
  };
  const token = mintToken(system.jwtSecret, { userId: 'u_follower', role: 'CASHIER' });
  const followers = startFollowers(nodes, { token, shows: programme.shows });
  const random = randomStream(seed, 'turns');
  const beganAt = now();
  const acting = Promise.all(people(options, system.jwtSecret).map((person) => act(person, desk))).then(
    sales.close,
  );
  const renewing = renewProgramme(gate, programme, { operations, say });
  const nemesis = runNemesis(strikes, operations, {
    system,
    gate,
    history,
    random,
    now,
    nextSaleAfter: sales.nextSaleAfter,
    say,
  });
  const planting = plantHalfWay(options, gate, system);
  let struck: readonly Struck[] = [];
  try {
    [struck] = await Promise.all([nemesis, acting, planting]);
    const operationsPerSecond = (1_000 * gate.begun()) / (now() - beganAt);
    say(`${gate.begun()} operations at ${operationsPerSecond.toFixed(0)}/s; waiting for rest`);
    const manager = mintToken(system.jwtSecret, { userId: 'u_judge', role: 'MANAGER' });
    const ask = { client, nodes, shows: programme.shows().map(({ id }) => id), token: manager };
    const maps = async (db: Db): Promise<readonly Finding[]> => [
      ...(await followers.judge(client)),
      ...(await judgeMaps(db, ask)),
    ];
    const meanwhile = (db: Db): Promise<void> =>
      declineOffers(db, { client, origin: nodes[0] ?? '', jwtSecret: system.jwtSecret });
    await writeEnd(system, history, { now, say, maps, meanwhile });
    await history.close();
    return { verdict: await checkHistory(readHistory(historyFile)), struck, operationsPerSecond };
  } finally {
    gate.close();
    doors.close();
    await Promise.allSettled([acting, renewing]);
    followers.stop();
    client.close();
  }
}

/** One operation so often, in milliseconds, while a fault is not over: a short run has few to spend on each. */
function trickleOf(operations: number, strikes: number): number {
  return Math.max(25, (8_000 * strikes) / operations);
}

async function plantHalfWay(
  { sabotage, operations, say }: CampaignOptions,
  gate: Gate,
  system: SystemUnderTest,
): Promise<void> {
  if (!sabotage) return;
  await gate.reached(Math.floor(operations / 2));
  say(`sabotage ${sabotage}: ${await plant(sabotage, system)}`);
}

function people({ actors, seed }: CampaignOptions, jwtSecret: string): readonly Person[] {
  const manager = mintToken(jwtSecret, { userId: 'u_manager', role: 'MANAGER' });
  return Array.from({ length: actors }, (_, index) => {
    const name = `a${index + 1}`;
    const role = index % 5 < 2 ? 'USER' : 'CASHIER';
    const self = mintToken(jwtSecret, { userId: `u_${name}`, role });
    return { name, role, random: randomStream(seed, name), tokens: { self, desk: manager } };
  });
}

function houseOf(
  system: SystemUnderTest,
  programme: Programme,
  recent: { readonly list: () => readonly Bought[] },
): House {
  const { tokens, hasTerminal } = system;
  return { shows: programme.shows, recent: recent.list, hasBookings: true, hasTerminal, tokens };
}

/** Bookings that were answered lately, whoever asked. */
function recentBookings(): { list: () => readonly Bought[]; see: (booking: Bought | undefined) => void } {
  const kept: Bought[] = [];
  let next = 0;
  return {
    list: () => kept,
    see: (booking) => {
      if (!booking || (booking.status !== 'PENDING' && booking.status !== 'BOOKED')) return;
      kept[next % recentKept] = booking;
      next += 1;
    },
  };
}

async function renewProgramme(
  gate: Gate,
  programme: Programme,
  { operations, say }: Pick<CampaignOptions, 'operations' | 'say'>,
): Promise<void> {
  for (let turn = renewEvery; turn < operations; turn += renewEvery) {
    await gate.reached(turn);
    if (gate.begun() < turn) return;
    // The database may be down just now; the halls last a while longer.
    await programme.renew().catch(() => say('a new show could not be imported'));
  }
}

async function writeEnd(
  system: SystemUnderTest,
  history: HistoryWriter,
  options: {
    readonly now: () => number;
    readonly say: (line: string) => void;
    readonly maps: (db: Db) => Promise<readonly Finding[]>;
    readonly meanwhile: (db: Db) => Promise<void>;
  },
): Promise<void> {
  const { now, say, maps, meanwhile } = options;
  const client = await new MongoClient(system.mongoUri).connect();
  try {
    const db = client.db(system.database);
    const beganAt = now();
    const unrest = await waitForRest({
      db,
      ...system,
      limitMs: restLimitMs,
      meanwhile: () => meanwhile(db),
    });
    say(`at rest after ${Math.round(now() - beganAt)} ms`);
    for (const message of unrest)
      history.write({ kind: 'finding', invariant: 'rest', message: `never came to rest: ${message}` });
    for await (const final of readFinals(db)) history.write(final);
    for (const finding of await maps(db)) history.write(finding);
    for await (const finding of endChecks(db, system)) history.write(finding);
    history.write({ kind: 'end', at: now() });
  } finally {
    await client.close();
  }
}
