import type { Endpoint } from '@foyer/shared/endpoint';
import { AppError } from '@foyer/shared/problems';
import { can } from '@foyer/shared/roles';
import type { Context } from 'koa';
import { answerError, answerPage, answerText, setHeaders } from './answer.ts';
import type { Authenticate } from './authenticate.ts';
import type { Route } from './bind.ts';
import { parseParts, requireIdempotencyKey } from './parse-call.ts';
import { readJson, readText } from './read-body.ts';
import type { RateLimits } from './rate-limit.ts';
import { contextOf, type Actor, type RequestContext } from './request-context.ts';

/** What every request passes before its route hears of it. */
export interface Gate {
  readonly authenticate: Authenticate;
  readonly limits: RateLimits;
  /** From where the request comes. */
  readonly addressOf: (ctx: Context) => string;
}

/** Runs one route: who calls, may they, what do they say, what is answered; a refusal at any step ends it. */
export async function serve(route: Route, gate: Gate, ctx: Context): Promise<void> {
  const context = contextOf(ctx);
  try {
    const actor = await authorize(route.contract, gate, ctx);
    if (route.contract.body) await (route.contract.bodyAs === 'text' ? readText(ctx) : readJson(ctx));
    const parts = parseParts(route.contract, ctx, paramsOf(ctx));
    const reply = await route.run({
      ...(parts as { params: undefined; query: undefined; body: undefined }),
      actor,
      idempotencyKey: requireIdempotencyKey(route.contract, ctx),
      context,
      header: (name) => ctx.get(name) || undefined,
    });
    setHeaders(ctx, reply.headers);
    if ('page' in reply) answerPage(ctx, reply.status, reply.page);
    else if ('serialized' in reply) answerText(ctx, reply.status, reply.serialized);
    else answerText(ctx, reply.status, checkedBody(route.contract, reply, context));
  } catch (error) {
    answerError(ctx, error, context);
  }
}

async function authorize(
  contract: Endpoint,
  { authenticate, limits, addressOf }: Gate,
  ctx: Context,
): Promise<Actor> {
  const counted = limits.passAddress(contract, addressOf(ctx));
  // Most are counted at once: nothing is waited for.
  if (counted) await counted;
  // Handlers of public contracts see `actor: null` by their type.
  if (contract.access === 'public') return null as unknown as Actor;
  const actor = await authenticate(ctx);
  if (contract.access !== 'signed-in' && !can(actor.role, contract.access)) {
    throw new AppError('action.forbidden', { action: contract.access });
  }
  if (contract.needsGoogle && actor.signedInBy !== 'GOOGLE') throw new AppError('sign-in.google-needed', {});
  limits.passActor(contract, actor);
  return actor;
}

function checkedBody(
  contract: Endpoint,
  reply: { readonly status: number; readonly body?: unknown },
  context: RequestContext,
): string | null {
  const schema = contract.replies[reply.status];
  if (schema === undefined) throw new Error(`${contract.path} declares no status ${reply.status}`);
  if (schema === null) return null;
  const result = schema.safeParse(reply.body);
  if (result.success) return JSON.stringify(result.data);
  context.log.error(
    { path: contract.path, issues: result.error.issues },
    'a reply does not fit its contract',
  );
  throw new Error(`the reply of ${contract.path} does not fit its contract`);
}

function paramsOf(ctx: Context): Record<string, string> {
  return (ctx as Context & { params?: Record<string, string> }).params ?? {};
}
