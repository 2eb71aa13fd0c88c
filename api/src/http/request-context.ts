import type { Context } from 'koa';
import type { Actor } from '../features/actor.ts';
import type { Logger } from '../platform/logger.ts';

export type { Actor };

/** What follows a request through logs, stream and audit. */
export interface RequestContext {
  readonly requestId: string;
  readonly traceId: string;
  readonly log: Logger;
}

/** The context that the first middleware made for this request. */
export function contextOf(ctx: Context): RequestContext {
  const state: { context?: RequestContext } = ctx.state;
  if (!state.context) throw new Error('the request context middleware did not run');
  return state.context;
}
