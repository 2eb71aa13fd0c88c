import cors from '@koa/cors';
import { tillHeader } from '@foyer/shared/http/tills';
import type { Middleware } from 'koa';

/** Lets the listed origins read replies; any other origin gets no CORS header, so its browser refuses. */
export function allowOrigins(origins: readonly string[]): Middleware {
  const allowed = new Set(origins);
  return cors({
    origin: (ctx) => (allowed.has(ctx.get('origin')) ? ctx.get('origin') : ''),
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: [
      'Authorization',
      'Content-Type',
      tillHeader,
      'Idempotency-Key',
      'If-None-Match',
      'traceparent',
    ],
    exposeHeaders: ['ETag', 'Retry-After', 'X-Request-Id', 'traceparent'],
    maxAge: 600,
  });
}
