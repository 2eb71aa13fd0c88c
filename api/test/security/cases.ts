/** Requests for one contract: a good one, a good one with one thing wrong, or one of the known tricks. */
import { createHmac } from 'node:crypto';
import type { Endpoint } from '@foyer/shared/endpoint';
import { tillHeader } from '@foyer/shared/http/tills';
import fc from 'fast-check';
import { webhookSecret } from '../harness/doubles.ts';
import { inputOf, type Pool } from './arbitraries.ts';
import {
  hostileBodies,
  hostileCredentials,
  hostileHeaders,
  hostileQueries,
  hostileSegments,
} from './hostile-values.ts';
import { spoiledText } from './mutations.ts';
import type { Sent } from './transport.ts';

export interface FuzzCase extends Sent {
  /** Which kind of request it is, for the report. */
  readonly kind: 'good' | 'spoiled' | 'trick';
  /** Whether the path is the contract's own, so that no other route or none may answer. */
  readonly isOurPath: boolean;
  /** Whether the credential of the caller was replaced. */
  readonly isForged: boolean;
}

export interface Caller {
  readonly accessToken: string | undefined;
}

/** How often each kind comes, and how often a trick of each place. */
const weights = { good: 11, spoiled: 5, trick: 4 };

export function casesFor(contract: Endpoint, caller: Caller, pool: Pool): fc.Arbitrary<FuzzCase> {
  const good = goodCase(contract, caller, pool);
  return fc.oneof(
    { weight: weights.good, arbitrary: good },
    { weight: weights.spoiled, arbitrary: spoiledCase(contract, good, pool) },
    { weight: weights.trick, arbitrary: trickCase(contract, caller, good) },
  );
}

function goodCase(contract: Endpoint, caller: Caller, pool: Pool): fc.Arbitrary<FuzzCase> {
  const body = contract.body ? bodyTexts(contract, pool) : fc.constant(undefined);
  const key = fc.stringMatching(/^[\x21-\x7e]{1,40}$/);
  const query = contract.query ? inputOf(contract.query, pool) : fc.constant({});
  const params = contract.params ? inputOf(contract.params, pool) : fc.constant({});
  const tillKey = fc.constantFrom(...((contract.tillKey && pool['tillKey']) ?? [undefined]));
  return fc.tuple(params, query, body, key, tillKey).map(([names, wanted, said, idempotencyKey, till]) => ({
    kind: 'good' as const,
    isOurPath: true,
    isForged: false,
    method: contract.method,
    path: pathOf(contract, names as Record<string, string>) + searchOf(wanted as Record<string, unknown>),
    headers: {
      ...(caller.accessToken === undefined ? {} : { authorization: `Bearer ${caller.accessToken}` }),
      ...(said === undefined ? {} : { 'content-type': 'application/json' }),
      ...(contract.idempotent ? { 'idempotency-key': idempotencyKey } : {}),
      ...(typeof till === 'string' ? { [tillHeader]: till } : {}),
      ...(contract.bodyAs === 'text' && said !== undefined ? { 'stripe-signature': signatureOf(said) } : {}),
    },
    body: said,
  }));
}

/** A body that goes as text is an event of Stripe's, with ids of ours in it. */
function bodyTexts(contract: Endpoint, pool: Pool): fc.Arbitrary<string | undefined> {
  if (!contract.body) return fc.constant(undefined);
  if (contract.bodyAs !== 'text') return bodyOf(contract.body, pool).map((value) => JSON.stringify(value));
  const type = fc.constantFrom(
    'payment_intent.succeeded',
    'refund.updated',
    'charge.updated',
    'refund.failed',
  );
  const metadata = fc.record({
    paymentId: fc.constantFrom('p_never', '$ne'),
    bookingId: fc.constantFrom(...(pool['id'] ?? ['b_never'])),
    refundKey: fc.constantFrom('k', ''),
  });
  return fc.tuple(type, metadata, fc.nat(100_000)).map(([kind, marks, amount]) => {
    const object = { id: 'x_1', object: kind.split('.')[0], amount, status: 'succeeded', metadata: marks };
    return JSON.stringify({ id: 'evt_1', object: 'event', type: kind, data: { object } });
  });
}

/** Whole bodies that are known to fit as often as those made field by field. */
function bodyOf(schema: NonNullable<Endpoint['body']>, pool: Pool): fc.Arbitrary<unknown> {
  const made = inputOf(schema, pool);
  const known = pool['body'] ?? [];
  return known.length === 0 ? made : fc.oneof(made, fc.constantFrom(...known));
}

function spoiledCase(contract: Endpoint, good: fc.Arbitrary<FuzzCase>, pool: Pool): fc.Arbitrary<FuzzCase> {
  if (contract.body && contract.bodyAs !== 'text') {
    return fc
      .tuple(good, spoiledText(bodyOf(contract.body, pool)))
      .map(([one, body]) => ({ ...one, kind: 'spoiled', body }));
  }
  return fc
    .tuple(good, fc.constantFrom(...hostileQueries))
    .map(([one, query]) => ({ ...one, kind: 'spoiled', path: joined(one.path, query) }));
}

function trickCase(contract: Endpoint, caller: Caller, good: fc.Arbitrary<FuzzCase>): fc.Arbitrary<FuzzCase> {
  const odd = { kind: 'trick' as const };
  const headers = fc
    .tuple(good, fc.constantFrom(...hostileHeaders))
    .map(([one, more]): FuzzCase => ({ ...one, ...odd, headers: { ...one.headers, ...more } }));
  const paths = fc.tuple(good, fc.constantFrom(...hostileSegments)).map(([one, segment]): FuzzCase => {
    const path = contract.path.includes(':')
      ? contract.path.replaceAll(/:[a-z]+/gi, () => segment)
      : `${contract.path}/${segment}`;
    return { ...one, ...odd, path, isOurPath: false };
  });
  const bodies = fc
    .tuple(good, fc.constantFrom(...hostileBodies))
    .map(([one, body]): FuzzCase => ({ ...one, ...odd, ...(contract.body ? { body } : {}) }));
  const methods = fc
    .tuple(good, fc.constantFrom('PUT', 'PATCH', 'TRACE', 'PROPFIND', 'OPTIONS', 'HEAD'))
    .map(([one, method]): FuzzCase => ({ ...one, ...odd, method, isOurPath: false }));
  const credentials = fc
    .tuple(good, fc.constantFrom(...hostileCredentials))
    .map(([one, authorization]): FuzzCase => {
      return { ...one, ...odd, isForged: true, headers: { ...one.headers, authorization } };
    });
  return fc.oneof(
    headers,
    paths,
    bodies,
    methods,
    ...(caller.accessToken === undefined ? [credentials] : []),
  );
}

function pathOf(contract: Endpoint, names: Readonly<Record<string, string>>): string {
  return contract.path.replaceAll(/:([a-z]+)/gi, (_, name: string) => encodeURIComponent(names[name] ?? ''));
}

function searchOf(wanted: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(wanted).map(([name, value]): [string, string] => [name, String(value)]);
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`;
}

function joined(path: string, query: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

function signatureOf(text: string): string {
  const at = Math.floor(Date.now() / 1_000);
  return `t=${at},v1=${createHmac('sha256', webhookSecret).update(`${at}.${text}`).digest('hex')}`;
}
