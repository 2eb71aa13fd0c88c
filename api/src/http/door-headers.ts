import helmet from 'koa-helmet';
import type { Middleware } from 'koa';

/** Nothing that we answer is a page that loads anything; the one page that does has a policy of its own. */
const policy = { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } };

/** The headers that tell a browser what not to do with our answers. */
export function doorHeaders(): Middleware {
  return helmet({
    contentSecurityPolicy: policy,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
}

/** The same as far as it matters where no request was read, and so no middleware runs. */
export const bareHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none';frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'SAMEORIGIN',
  'Referrer-Policy': 'no-referrer',
};
