import Koa, { type Context, type Middleware, type Next } from 'koa';
import { Router } from '@koa/router';
import { AppError } from '@foyer/shared/problems';
import { serve, type Gate } from './adapter.ts';
import { answerError } from './answer.ts';
import type { Authenticate } from './authenticate.ts';
import type { Route } from './bind.ts';
import { clientAddress } from './client-address.ts';
import { allowOrigins } from './cors.ts';
import { doorHeaders } from './door-headers.ts';
import { logRequests } from './log-requests.ts';
import type { RateLimits } from './rate-limit.ts';
import { contextOf } from './request-context.ts';
import type { IdSource } from '../platform/random-ids.ts';
import type { Logger } from '../platform/logger.ts';
import { SlowLine } from '../platform/slow-line.ts';

export interface KoaAppOptions {
  /** Routes of the seat engine, in a small router of their own: a router tests every layer on each request. */
  readonly hotRoutes: readonly Route[];
  readonly routes: readonly Route[];
  /** Middleware for documents and pages that are no contract, e.g. /openapi.json. */
  readonly pages: readonly Middleware[];
  readonly authenticate: Authenticate;
  readonly limits: RateLimits;
  /** Of whoever throws bad tokens or comes too often; more of them wait. 0 lets nobody wait. */
  readonly refusalsPerSecond: number;
  /** Proxies whose word about the client's address is taken. */
  readonly trustedProxyHops: number;
  readonly corsOrigins: readonly string[];
  readonly ids: IdSource;
  readonly log: Logger;
}

/** Honest mistakes of a whole foyer at once are answered at once. */
const refusedAtOnce = 20;
const longestWaitSeconds = 5;

/** The whole web server, without listening. */
export function createKoaApp(options: KoaAppOptions): Koa {
  const { trustedProxyHops, authenticate, limits } = options;
  const app = new Koa({ proxy: trustedProxyHops > 0, maxIpsCount: trustedProxyHops });
  const gate: Gate = {
    authenticate,
    limits,
    addressOf: (ctx) => addressOf(ctx, trustedProxyHops),
    unwelcome: slowLineOf(options.refusalsPerSecond),
    mayHangUp: trustedProxyHops === 0,
  };
  app.on('error', (error: unknown) => options.log.debug({ err: error }, 'a connection failed'));
  app.use(logRequests(options.log, options.ids));
  app.use(doorHeaders());
  app.use(allowOrigins(options.corsOrigins));
  for (const routes of [options.hotRoutes, options.routes]) app.use(routerOf(routes, gate));
  for (const page of options.pages) app.use(page);
  app.use(refuseUnknown([...options.hotRoutes, ...options.routes]));
  return app;
}

function slowLineOf(perSecond: number): SlowLine {
  return new SlowLine({
    perSecond,
    atOnce: refusedAtOnce,
    longest: longestWaitSeconds * perSecond,
    nowMs: () => performance.now(),
  });
}

function addressOf({ req }: Context, trustedProxyHops: number): string {
  const { remoteAddress = '' } = req.socket;
  return clientAddress({ remoteAddress, forwardedFor: req.headers['x-forwarded-for'] }, trustedProxyHops);
}

function routerOf(routes: readonly Route[], gate: Gate): Middleware {
  const router = new Router();
  for (const route of routes) {
    router.register(route.contract.path, [route.contract.method], (ctx: Context) => serve(route, gate, ctx));
  }
  return router.routes() as unknown as Middleware; // the router's own context type adds fields that Koa's lacks
}

/** 405 where the path exists for other methods, else 404. */
function refuseUnknown(routes: readonly Route[]): Middleware {
  const paths = routes.map(({ contract }) => ({
    method: contract.method,
    isExact: !contract.path.includes(':'),
    pattern: new RegExp(`^${contract.path.replaceAll(/:[a-z]+/gi, '[^/]+')}/?$`),
  }));
  return async (ctx: Context, _next: Next) => {
    const fitting = paths.filter(({ pattern }) => pattern.test(ctx.path));
    // As readers of OpenAPI take it: a path that is named exactly is not one with a parameter too.
    const exact = fitting.filter(({ isExact }) => isExact);
    const allowed = [...new Set((exact.length > 0 ? exact : fitting).map(({ method }) => method))];
    if (allowed.length > 0) ctx.set('Allow', allowed.join(', '));
    const refusal =
      allowed.length > 0
        ? new AppError('route.method-not-allowed', { allowed })
        : new AppError('route.not-found', {});
    answerError(ctx, refusal, contextOf(ctx));
  };
}
