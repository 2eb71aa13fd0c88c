/** For tests: identity's routes on a real server, with the real mongod and the stand-in provider. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AuditEvent } from '@foyer/shared/audit';
import type { Tokens } from '@foyer/shared/http/sign-in';
import { ProblemBody } from '@foyer/shared/problems';
// oxlint-disable-next-line import/no-empty-named-blocks, unicorn/require-module-specifiers -- types what the engines' setup provides
import type {} from '@foyer/tools/engines/vitest-setup';
import { startIdentityProvider } from '@foyer/tools/identity-provider/identity-provider';
import { demoRoles } from '@foyer/tools/identity-provider/accounts';
import type { Claims } from '@foyer/tools/identity-provider/tampering';
import { Browser } from '@foyer/tools/sign-in/browser';
import { expect, inject } from 'vitest';
import { readConfig } from '../../config.ts';
import { createKoaApp } from '../../http/koa-app.ts';
import { migrate } from '../../platform/indexes.ts';
import { createLogger } from '../../platform/logger.ts';
import { connectMongo } from '../../platform/mongo.ts';
import { randomIds } from '../../platform/random-ids.ts';
import { composeTills } from '../../compose/tills.ts';
import { createAdmission } from '../people/admission.service.ts';
import { createPeopleRepository, peopleModels } from '../people/people.repository.ts';
import { createIdentity, type Identity } from './identity.ts';
import { createTrail } from './trail.ts';
import { hashOf, newSecret } from './secrets.ts';

export const clientAddress = 'http://127.0.0.1:9/signed-in';
const callbackPath = '/api/auth/google/callback';
const client = { clientId: 'foyer', clientSecret: 'a-secret-of-the-tests' };

export type World = Awaited<ReturnType<typeof startWorld>>;

/** Starts everything on free ports and an empty database; `stop` undoes it. */
export async function startWorld(environment: Readonly<Record<string, string>> = {}) {
  const database = `identity-${randomUUID().slice(0, 8)}`;
  const connection = await connectMongo({
    uri: inject('mongoUri'),
    database,
    serverSelectionTimeoutMs: 5_000,
  });
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state = { tamper: (claims: Claims): Claims => claims, offsetMs: 0 };
  const provider = await startIdentityProvider({
    port: 0,
    ...client,
    redirectUris: [`${origin}${callbackPath}`],
    tamper: (claims) => state.tamper(claims),
  });
  const config = readConfig({
    APP_ENV: 'test',
    MONGO_URI: inject('mongoUri'),
    REDIS_ADDR: '127.0.0.1:1',
    GOOGLE_CLIENT_ID: client.clientId,
    GOOGLE_CLIENT_SECRET: client.clientSecret,
    GOOGLE_REDIRECT_URL: `${origin}${callbackPath}`,
    GOOGLE_ISSUER: provider.issuer,
    GOOGLE_AUTH_URL: provider.endpoints.authorization,
    GOOGLE_TOKEN_URL: provider.endpoints.token,
    GOOGLE_CERTS_URL: provider.endpoints.certs,
    JWT_SECRET: 'a key of the tests that is long enough',
    DEMO_ROLES: demoRoles,
    WEB_REDIRECT_URIS: 'https://shop.example.test/signed-in',
    ...environment,
  });
  const events: AuditEvent[] = [];
  const record = (event: AuditEvent): Promise<void> => Promise.resolve(void events.push(event));
  const clock = { now: () => new Date(Date.now() + state.offsetMs) };
  const log = createLogger('silent');
  const tills = composeTills({ config, base: { clock, ids: randomIds }, connection, record });
  const identity = createIdentity({
    connection,
    config,
    clock,
    ids: randomIds,
    record,
    tills: tills.ports,
    pinExpiryOf: tills.pinExpiryOf,
    acceptInvitation: createAdmission({
      repository: createPeopleRepository(connection),
      trail: createTrail({ record, clock, ids: randomIds }),
      clock,
    }),
    log,
  });
  await migrate(connection, [...identity.models, ...peopleModels(connection), ...tills.collections]);
  await identity.complete();
  await identity.revocationWatch.start();
  server.on('request', appOf(identity));
  const stop = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await provider.stop();
    await identity.revocationWatch.stop();
    await connection.dropDatabase();
    await connection.close();
  };
  return {
    origin,
    callback: `${origin}${callbackPath}`,
    config,
    connection,
    identity,
    events,
    provider,
    state,
    stop,
  };
}

function appOf({ routes, authenticate }: Identity) {
  const app = createKoaApp({
    hotRoutes: [],
    routes,
    pages: [],
    authenticate,
    limits: { passAddress: () => undefined, passActor: () => undefined, passConnect: () => undefined },
    trustedProxyHops: 0,
    refusalsPerSecond: 0,
    corsOrigins: [],
    ids: randomIds,
    log: createLogger('silent'),
  });
  const answer = app.callback();
  return (...call: Parameters<typeof answer>): void => void answer(...call);
}

/** A client's side of one sign-in: its own state and verifier, and the login address made of them. */
export function clientOf(world: World, hint?: string, redirectUri = clientAddress) {
  const [clientState, codeVerifier] = [newSecret(), newSecret()];
  const query = new URLSearchParams({
    redirect_uri: redirectUri,
    state: clientState,
    code_challenge: hashOf(codeVerifier),
    code_challenge_method: 'S256',
    ...(hint === undefined ? {} : { login_hint: `${hint}@example.test` }),
  });
  return { clientState, codeVerifier, loginUrl: `${world.origin}/api/auth/google/login?${query.toString()}` };
}

/** Walks a whole sign-in up to the client's address. */
export async function arrive(world: World, hint: string) {
  const person = clientOf(world, hint);
  const { url } = await new Browser().get(person.loginUrl, clientAddress);
  return { ...person, url, code: url.searchParams.get('code') ?? '' };
}

/** Walks up to our callback and stops there, so that a test can bring its address somewhere else. */
export async function arriveAtCallback(world: World, hint: string) {
  const browser = new Browser();
  const person = clientOf(world, hint);
  const { url } = await browser.get(person.loginUrl, world.callback);
  return { ...person, browser, callbackUrl: url };
}

export async function signIn(world: World, hint: string): Promise<Tokens> {
  const { code, codeVerifier } = await arrive(world, hint);
  const reply = await post(world, 'token', { code, codeVerifier, redirectUri: clientAddress });
  return (await reply.json()) as Tokens;
}

export function post(world: World, route: 'token' | 'refresh' | 'logout', body: object): Promise<Response> {
  return fetch(`${world.origin}/api/auth/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** The new refresh token, or the refusal's reason. */
export async function refresh(world: World, refreshToken: string): Promise<string> {
  const reply = await post(world, 'refresh', { refreshToken });
  return reply.ok ? ((await reply.json()) as Tokens).refreshToken : reasonOf(reply);
}

export function me(world: World, accessToken: string): Promise<Response> {
  return fetch(`${world.origin}/api/me`, { headers: { authorization: `Bearer ${accessToken}` } });
}

/** Status, code and reason of a refusal in one text: `401 auth.refused nonce`. */
export async function reasonOf(reply: Response): Promise<string> {
  const { error } = ProblemBody.parse(await reply.json());
  return `${reply.status} ${error.code} ${String(error.details['reason'])}`;
}

/** Stands for any text of this pattern in an expected value. */
export function like(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

/** How many replies had each status: `{ 200: 1, 401: 3 }`. */
export function countByStatus(replies: readonly Response[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
