import { impliedProblems, type Endpoint } from '@foyer/shared/endpoint';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { can, Role } from '@foyer/shared/roles';
import type { ProblemCode } from '@foyer/shared/problems';
import { randomIds } from '@foyer/api/platform/random-ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import { Client, problemOf } from './harness/client.ts';
import { allContracts, examplePath } from './harness/contracts.ts';
import { mintToken } from './harness/people.ts';
import type { Stage } from './harness/provocation-steps.ts';
import { provocations } from './harness/provocations.ts';

let stage: Stage;
let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice();
  stage = {
    box,
    hasty: (await box.addNode({ HOLD_TTL_SECONDS: '1' })).address,
    strict: (await box.addNode({ TILL_REQUIRED: 'true' })).address,
    shiftly: (await box.addNode({ SHIFT_REQUIRED: 'true' })).address,
    punctual: (await box.addNode({ DOORS_OPEN_MINUTES: '0' })).address,
  };
});
afterAll(() => box.stop());

const pairs = allContracts.flatMap(([name, contract]) =>
  contract.problems.map((code): [string, ProblemCode] => [name, code]),
);

describe('a refusal that a contract names', () => {
  test('has a provocation, and no provocation is without a contract that names it', () => {
    const written = Object.entries(provocations).flatMap(([name, codes]) =>
      Object.keys(codes).map((code) => `${name} ${code}`),
    );
    expect(written.sort()).toEqual(pairs.map((pair) => pair.join(' ')).sort());
  });

  test.each(pairs)('%s is refused with %s', async (name, code) => {
    expect(await provocations[name]?.[code]?.(stage)).toBe(code);
  });
});

/** What the generated calls below bring about; the rest of a kind's refusals has tests of its own. */
const elsewhere: Partial<Record<ProblemCode, string>> = {
  internal: 'below',
  'idempotency.mismatch': 'below',
  'service.unavailable': 'outage.test.ts',
  'rate.limited': 'rate-limit.test.ts',
};
const generated = allContracts.flatMap(([name, contract]) =>
  impliedProblems(contract)
    .filter((code) => elsewhere[code] === undefined && isPossible(contract, code))
    .map((code) => ({ name, contract, code })),
);

/** No role lacks what everybody may do. */
function isPossible({ access }: Endpoint, code: ProblemCode): boolean {
  return code !== 'action.forbidden' || roleWithout(access) !== undefined;
}

function roleWithout(access: Endpoint['access']): Role | undefined {
  if (access === 'public' || access === 'signed-in') return undefined;
  return Role.options.find((role) => !can(role, access));
}

describe('a refusal that a contract gives by its kind', () => {
  test.each(generated)('$name is refused with $code', async ({ contract, code }) => {
    const { client, body, path } = callFor(contract, code);
    const headers = contract.idempotent && code !== 'idempotency.key-missing' ? keyed : {};
    const sent = contract.body ? { body, headers } : { headers };
    expect(problemOf((await client.send(contract.method, path, sent)).text).code).toBe(code);
  });

  test('a key that comes with another payload is refused', async () => {
    const clerk = box.actAs('CASHIER');
    const params = { id: shows.open };
    const held = await clerk.call(lockSeats, { params, body: { seats: seats('E1') } });
    const holdId = held.body.hold.id;
    const key = 'sent-twice';
    expect((await clerk.call(confirmBooking, { params, body: { holdId }, key })).status).toBe(201);
    const lines = [{ seat: 'E1', ticketTypeId: 'child' }];
    expect((await clerk.call(confirmBooking, { params, body: { holdId, lines }, key })).code).toBe(
      'idempotency.mismatch',
    );
  });

  test('a defect is answered without a word about it', async () => {
    const next = (prefix: string): string => {
      if (prefix === 'h') throw new Error('the secret of the house');
      return randomIds.next(prefix);
    };
    const broken = await startBoxOffice({ overrides: { ids: { ...randomIds, next } } });
    const path = `/api/showtimes/${shows.open}/seats/lock`;
    const reply = await broken.actAs('USER').send('POST', path, { body: { seats: ['B1'] } });
    await broken.stop();
    expect([reply.status, problemOf(reply.text).code]).toEqual([500, 'internal']);
    expect(reply.text).not.toContain('secret');
  });
});

const keyed = { 'idempotency-key': 'a-key-of-this-test' };
const hugeBody = { seats: ['x'.repeat(300_000)] };

/** A call that is right but for what the code is about. */
function callFor(
  contract: Endpoint,
  code: ProblemCode,
): { readonly client: Client; readonly path: string; readonly body: unknown } {
  const isPublic = contract.access === 'public';
  const good = isPublic ? box.anonymous : box.actAs('ADMIN');
  const path = examplePath(contract);
  const token = (livesSeconds: number): Client =>
    new Client(box.origin, mintToken(box.config, { userId: 'u_1', role: 'ADMIN', livesSeconds }));
  const byPin = (): Client =>
    new Client(box.origin, mintToken(box.config, { userId: 'u_1', role: 'ADMIN', claims: { by: 'PIN' } }));
  switch (code) {
    case 'auth.required':
      return { client: box.anonymous, path, body: {} };
    case 'auth.expired':
      return { client: token(-1), path, body: {} };
    case 'auth.refused':
      return { client: new Client(box.origin, 'no-token'), path, body: {} };
    case 'action.forbidden':
      return { client: box.actAs(roleWithout(contract.access) ?? 'USER'), path, body: {} };
    case 'sign-in.google-needed':
      return { client: byPin(), path, body: {} };
    case 'request.too-large':
      return { client: good, path, body: hugeBody };
    case 'idempotency.key-missing':
      return { client: good, path, body: goodBodyOf(contract) };
    default:
      return {
        client: good,
        path: `${examplePath(contract, '%24ne')}?$ne=1`,
        body: contract.bodyAs === 'text' ? '' : { $ne: null },
      };
  }
}

/** The key is asked for last. */
function goodBodyOf(contract: Endpoint): unknown {
  const payments = [{ tender: 'CASH', amountMinor: 1 }];
  const bodies = [
    { holdId: 'h_never' },
    { reason: 'a test' },
    { payments },
    { kind: 'NO_SALE', subject: {}, reason: 'a test' },
    { holdId: 'h', reason: 'a test' },
    { float: { amountMinor: 0 } },
    { amountMinor: 1, reason: 'a test' },
    { count: [{ valueMinor: 1, count: 0 }] },
    { note: 'a test' },
    { reference: 'K7QM-3FXA', seat: 'A1' },
    { action: 'SETTLED', reason: 'a test' },
  ];
  const fitting = bodies.find((body) => contract.body?.safeParse(body).success);
  if (!fitting) throw new Error(`no example fits ${contract.path}: add one`);
  return fitting;
}
