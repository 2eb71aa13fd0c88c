import type { Role } from '@foyer/shared/roles';
import type { SessionId, TillId, UserId } from '@foyer/shared/ids';
import type { Context } from 'koa';
import type { Logger } from '../platform/logger.ts';

/** Who calls, as data: services get this and never a Koa context. */
export interface Actor {
  readonly userId: UserId;
  readonly role: Role;
  readonly sessionId: SessionId;
  readonly tillId: TillId | null;
}

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
