import { getSeatMap } from '@foyer/shared/http/seat-map';
import { problems, type ProblemBody, type ProblemCode } from '@foyer/shared/problems';
import { expect } from 'vitest';
import type { BoxOffice } from './box-office.ts';
import { shows } from './cinema.ts';
import { problemOf, type Client } from './client.ts';

type Reply = Awaited<ReturnType<Client['send']>>;

/** Expects a whole refusal: the code's own status, details and the request's id; answers the problem. */
export function expectRefusal(reply: Reply, code: ProblemCode): ProblemBody['error'] {
  const problem = problemOf(reply.text, `${reply.status} ${reply.text.slice(0, 300)}`);
  expect({ code: problem.code, status: reply.status }).toEqual({ code, status: problems[code].status });
  expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
  expect(problem.requestId).toBe(reply.headers.get('x-request-id'));
  return problem;
}

/** Everything that a refused request must leave as it was. */
export async function stateOf(box: BoxOffice): Promise<Readonly<Record<string, unknown>>> {
  const { epoch, seq } = (await box.anonymous.call(getSeatMap, { params: { id: shows.open } })).body;
  const counted = ['bookings', 'users', 'sessions', 'oneTimeCodes'];
  const counts = await Promise.all(
    counted.map(async (name) => [name, await box.connection.collection(name).countDocuments()] as const),
  );
  const { payments } = await box.stripe.ledger();
  return { epoch, seq, ...Object.fromEntries(counts), payments: payments.length };
}

/** Runs what should be refused and expects that nothing has changed by it. */
export async function withoutTrace<Value>(box: BoxOffice, run: () => Promise<Value>): Promise<Value> {
  const before = await stateOf(box);
  const value = await run();
  expect(await stateOf(box)).toEqual(before);
  return value;
}
