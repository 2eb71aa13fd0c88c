import type { Middleware } from 'koa';
import { answerError } from './answer.ts';
import type { RequestContext } from './request-context.ts';
import type { IdSource } from '../platform/random-ids.ts';
import type { Logger } from '../platform/logger.ts';
import { continueTrace, traceparentOf } from '../platform/trace.ts';

/** Gives each request its id and trace, hands both back in headers, and writes one line when it is answered. */
export function logRequests(log: Logger, ids: IdSource): Middleware {
  return async (ctx, next) => {
    const startedAt = performance.now();
    const trace = continueTrace(ctx.get('traceparent') || undefined);
    const requestId = ids.next('req');
    const { traceId } = trace;
    let child: Logger | undefined;
    const context: RequestContext = {
      requestId,
      traceId,
      // Most requests say nothing of their own, and a child costs more than the line below.
      get log() {
        return (child ??= log.child({ requestId, traceId }));
      },
    };
    ctx.state['context'] = context;
    ctx.set('X-Request-Id', requestId);
    ctx.set('traceparent', traceparentOf(trace));
    try {
      await next();
    } catch (error) {
      answerError(ctx, error, context);
    }
    const ms = Math.round((performance.now() - startedAt) * 10) / 10;
    log.info({ requestId, traceId, method: ctx.method, path: ctx.path, status: ctx.status, ms }, 'answered');
  };
}
