/** Koa twice, once with the product's authentication and once with bare koa-jwt: how fast each says who calls. */
import { createSecretKey } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { createSignAccessToken } from '@foyer/api/features/identity/access-token';
import { Revocations } from '@foyer/api/features/identity/revocations';
import {
  createAuthenticate,
  keyRing,
  tokenAlgorithm,
  tokenAudience,
  tokenIssuer,
} from '@foyer/api/http/authenticate';
import { systemClock } from '@foyer/api/platform/clock';
import { Secret } from '@foyer/api/platform/secret';
import { SessionId, UserId } from '@foyer/shared/ids';
import Koa, { type Context } from 'koa';
import koaJwt from 'koa-jwt';

const secret = 'a signing key of the bench, long enough for HS256';
const keys = keyRing([{ kid: 'main', secret: new Secret(secret) }]);
const sign = createSignAccessToken(keys, systemClock);
const app = new Koa();
const done = (): Promise<void> => Promise.resolve();

const { reasonAgainst } = new Revocations(systemClock, 660_000);
const authenticate = createAuthenticate(keys, reasonAgainst);
const bare = koaJwt({
  // koa-jwt's types know no KeyObject; jsonwebtoken below it does.
  secret: createSecretKey(Buffer.from(secret)) as unknown as string,
  algorithms: [tokenAlgorithm],
  issuer: tokenIssuer,
  audience: tokenAudience,
});
const sides = {
  ours: (ctx: Context): Promise<unknown> => authenticate(ctx),
  bare: (ctx: Context): Promise<unknown> => bare(ctx, done) as Promise<unknown>,
} as const;

let made = 0;

/** Somebody with a token that nobody has seen before. */
function freshToken(): string {
  made += 1;
  const [userId, sessionId] = [UserId.parse(`usr_${made}`), SessionId.parse(`ses_${made}`)];
  const sessionEndsAt = new Date(Date.now() + 3_600_000);
  const session = { sessionId, sessionEndsAt, tillId: null, signedInBy: 'GOOGLE' } as const;
  return sign({ userId, role: 'CASHIER', roleVersion: 1, ...session }).accessToken;
}

function requestWith(token: string): Context {
  const request = new IncomingMessage(new Socket());
  request.headers.authorization = `Bearer ${token}`;
  return app.createContext(request, new ServerResponse(request));
}

/** Verifications per second of processor time; `uses` is how many requests in a row come with one token. */
async function measure({ side, count, uses }: Told): Promise<number> {
  const tokens = Array.from({ length: Math.ceil(count / uses) }, freshToken);
  const requests = Array.from({ length: count }, (_, index) =>
    requestWith(tokens[index % tokens.length] ?? ''),
  );
  const before = process.cpuUsage();
  for (const request of requests) await sides[side](request);
  const { user, system } = process.cpuUsage(before);
  return (count / (user + system)) * 1_000_000;
}

type Told = { readonly side: keyof typeof sides; readonly count: number; readonly uses: number };

process.on('message', (told: Told) => {
  void measure(told).then((perSecond) => process.send?.({ perSecond }));
});
process.send?.({ perSecond: 0 });
