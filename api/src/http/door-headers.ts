import helmet from 'koa-helmet';
import type { Middleware } from 'koa';

/** Nothing that we answer is a page that loads anything; the one page that does has a policy of its own. */
const policy = { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } };

/**
 * The headers that tell a browser what not to do with our answers. They are the same for every one of them, so helmet
 * is asked once, and its dozen of middlewares are spared from then on.
 */
export function doorHeaders(): Middleware {
  const ask = helmet({
    contentSecurityPolicy: policy,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  let known: readonly (readonly [name: string, value: string])[] | undefined;
  return async (ctx, next) => {
    if (!known) {
      const before = new Set(ctx.res.getHeaderNames());
      await ask(ctx, async () => undefined);
      const set = ctx.res.getHeaderNames().filter((name) => !before.has(name));
      known = set.map((name) => [name, String(ctx.res.getHeader(name))] as const);
    }
    for (const [name, value] of known) ctx.res.setHeader(name, value);
    await next();
  };
}

/** The same as far as it matters where no request was read, and so no middleware runs. */
export const bareHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none';frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'SAMEORIGIN',
  'Referrer-Policy': 'no-referrer',
};
