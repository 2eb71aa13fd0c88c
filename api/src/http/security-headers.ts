import helmet from 'koa-helmet';
import type { Middleware } from 'koa';

type Header = readonly [name: string, value: string];

/**
 * What helmet sets. It is the same for every answer, so helmet is asked once and its dozen of middlewares are spared
 * from then on.
 */
export function securityHeaders(): Middleware {
  const ask = helmet({ contentSecurityPolicy: false, crossOriginResourcePolicy: { policy: 'cross-origin' } });
  let known: readonly Header[] | undefined;
  return async (ctx, next) => {
    if (!known) {
      const before = new Set(ctx.res.getHeaderNames());
      await ask(ctx, async () => undefined);
      const set = ctx.res.getHeaderNames().filter((name) => !before.has(name));
      known = set.map((name): Header => [name, String(ctx.res.getHeader(name))]);
    }
    for (const [name, value] of known) ctx.res.setHeader(name, value);
    await next();
  };
}
