/** The live side: every event as every caller, and handshakes with whatever somebody may show. */
import { SeatMapSnapshot, WatchSeatMap, type ClientToServerEvents } from '@foyer/shared/events/seat-map';
import { ProblemBody, problems } from '@foyer/shared/problems';
import fc from 'fast-check';
import { io, type Socket } from 'socket.io-client';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { BoxOffice } from '../harness/box-office.ts';
import { shows } from '../harness/cinema.ts';
import { inputOf } from './arbitraries.ts';
import { callersOf, type FuzzCaller } from './caller.ts';
import type { FuzzOptions, FuzzResult } from './fuzz-routes.ts';
import { hostileValues } from './hostile-values.ts';
import type { Finding, PairTally } from './report.ts';

/** What each event answers with. An event of the contracts that is missing here does not compile. */
const replies = { 'seat-map:watch': SeatMapSnapshot, 'seat-map:unwatch': z.null() } satisfies Record<
  keyof ClientToServerEvents,
  z.ZodType
>;

const Acknowledgement = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), problem: ProblemBody.shape.error.strict() }),
]);

const pool = { showtimeId: [shows.open, shows.late, shows.other, shows.past, 's-never'] };
/** The server takes messages of at most 4 KiB and ends the socket that sends a larger one. */
const sendable = hostileValues.filter((value) => (JSON.stringify(value) ?? '').length < 3_000);
const answerWithinMs = 5_000;

export async function fuzzSockets(box: BoxOffice, options: FuzzOptions): Promise<FuzzResult> {
  const pairs: PairTally[] = [];
  const findings: Finding[] = [];
  const cases = { numRuns: options.casesPerPair, seed: options.seed };
  for (const caller of await callersOf(box)) {
    const handshakes = fc.sample(handshakesOf(caller), cases);
    const shaken = await tried('handshake', caller.name, handshakes, (auth) => judgeHandshake(box, auth));
    pairs.push(shaken.tally);
    findings.push(...shaken.found);
    if (caller.name === 'ANONYMOUS') continue;
    const socket = io(box.origin, { ...transport, auth: { token: caller.freshToken() } });
    try {
      for (const [event, reply] of Object.entries(replies)) {
        const messages = fc.sample(messagesOf(), cases);
        const heard = await tried(event, caller.name, messages, (said) =>
          judgeEvent(socket, { event, reply, said }),
        );
        pairs.push(heard.tally);
        findings.push(...heard.found);
      }
    } finally {
      socket.disconnect();
    }
  }
  return { pairs, findings };
}

const transport: Parameters<typeof io>[1] = {
  transports: ['websocket'],
  forceNew: true,
  reconnection: false,
};

interface Verdict {
  readonly faults: readonly string[];
  readonly status: number;
}

async function tried<Case>(
  route: string,
  caller: string,
  cases: readonly Case[],
  run: (one: Case) => Promise<Verdict>,
): Promise<{ readonly tally: PairTally; readonly found: readonly Finding[] }> {
  const found: Finding[] = [];
  const statuses: Record<number, number> = {};
  let pastValidation = 0;
  for (const one of cases) {
    const { faults, status } = await run(one);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status !== problems['request.invalid'].status) pastValidation += 1;
    const sent = { method: 'SOCKET', path: route, headers: {}, body: JSON.stringify(one) ?? '' };
    found.push(...faults.map((fault) => ({ route, caller, fault, sent, received: { status, text: '' } })));
  }
  return { tally: { route, caller, cases: cases.length, pastValidation, statuses }, found };
}

/** Arguments of one event: the right one, the right one among others, or anything. */
function messagesOf(): fc.Arbitrary<readonly unknown[]> {
  const good = inputOf(WatchSeatMap, pool);
  const hostile = fc.constantFrom(...sendable);
  return fc.oneof(
    { weight: 5, arbitrary: good.map((one) => [one]) },
    { weight: 2, arbitrary: hostile.map((one) => [one]) },
    { weight: 1, arbitrary: hostile.map((showtimeId) => [{ showtimeId }]) },
    { weight: 1, arbitrary: fc.tuple(good, hostile) },
    { weight: 1, arbitrary: fc.constant([]) },
  );
}

async function judgeEvent(
  socket: Socket,
  asked: { readonly event: string; readonly reply: z.ZodType; readonly said: readonly unknown[] },
): Promise<Verdict> {
  let answer: unknown;
  try {
    answer = await socket.timeout(answerWithinMs).emitWithAck(asked.event, ...asked.said);
  } catch {
    return { faults: [socket.connected ? 'never answered' : 'lost its connection'], status: 0 };
  }
  const parsed = Acknowledgement.safeParse(answer);
  if (!parsed.success) return { faults: ['answered something of no shape'], status: 0 };
  if (parsed.data.ok) {
    const value = asked.reply.safeParse(parsed.data.value);
    const isExact = value.success && isDeepStrictEqual(value.data, parsed.data.value);
    return { faults: isExact ? [] : ['answered against its schema'], status: 200 };
  }
  const { code, details } = parsed.data.problem;
  const { status, details: schema } = problems[code];
  const isExact = isDeepStrictEqual(schema.safeParse(details).data, details);
  const faults = [...(isExact ? [] : [`bends ${code}`]), ...(status >= 500 ? [`answered ${code}`] : [])];
  return { faults, status };
}

interface Handshake {
  readonly auth: object;
  readonly isGood: boolean;
}

/** Somebody with a token shows it as often as something else; who has none must stay outside whatever is shown. */
function handshakesOf(caller: FuzzCaller): fc.Arbitrary<Handshake> {
  const token = caller.freshToken();
  const wrong = fc.oneof(
    fc.constantFrom(...sendable).map((value) => ({ token: value })),
    fc.constant({}),
    fc.constantFrom('eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1XzEiLCJyb2xlIjoiQURNSU4ifQ.', 'a.b.c').map((text) => ({
      token: text,
    })),
    fc.constantFrom('Bearer ', ' ', 'x').map((text) => ({ token: `${text}${token ?? ''}` })),
    fc.constant({ access_token: token ?? 'x' }),
  );
  const bad = wrong.map((auth) => ({ auth, isGood: false }));
  if (token === undefined) return bad;
  return fc.oneof(bad, fc.constant({ auth: { token }, isGood: true }));
}

async function judgeHandshake(box: BoxOffice, { auth, isGood }: Handshake): Promise<Verdict> {
  const socket = io(box.origin, { ...transport, auth });
  const outcome = await new Promise<unknown>((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', resolve);
  });
  socket.disconnect();
  if (outcome === 'connected') return { faults: isGood ? [] : ['let somebody in'], status: 200 };
  const parsed = Refused.safeParse(outcome);
  if (!parsed.success) return { faults: ['was refused without a problem'], status: 0 };
  const { code } = parsed.data.data;
  const isExpected = code.startsWith('auth.') && !isGood;
  return { faults: isExpected ? [] : [`refused the handshake with ${code}`], status: problems[code].status };
}

const Refused = z.object({ data: ProblemBody.shape.error.strict() });
