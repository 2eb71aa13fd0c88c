import type { Endpoint } from '@foyer/shared/endpoint';
import { AppError } from '@foyer/shared/problems';
import { can } from '@foyer/shared/roles';
import type { Context } from 'koa';
import { answerError, answerErrorPage, answerText, setHeaders } from './answer.ts';
import type { Authenticate } from './authenticate.ts';
import type { Route } from './bind.ts';
import { parseParts, requireIdempotencyKey } from './parse-call.ts';
import { readJson, readText } from './read-body.ts';
import { refusalOf } from './refusals.ts';
import type { RateLimits } from './rate-limit.ts';
import { contextOf, type Actor, type RequestContext } from './request-context.ts';
import type { SlowLine } from '../platform/slow-line.ts';

/** What every request passes before its route hears of it. */
export interface Gate {
  readonly authenticate: Authenticate;
  readonly limits: RateLimits;
  /** From where the request comes. */
  readonly addressOf: (ctx: Context) => string;
  /** Where floods wait for their refusals, so that nobody else waits behind them. */
  readonly unwelcome: SlowLine;
  /** Whether callers connect to this process themselves. A proxy of the house would take it for broken. */
  readonly mayHangUp: boolean;
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
    if ('serialized' in reply) answerText(ctx, reply.status, reply.serialized);
    else answerText(ctx, reply.status, checkedBody(route.contract, reply, context));
  } catch (error) {
    if (isUnwelcome(error) && !(await gate.unwelcome.turn()) && gate.mayHangUp) {
      hangUp(ctx);
      return;
    }
    const { pageFor } = route;
    if (pageFor && ctx.get('accept').includes('text/html')) {
      answerErrorPage(ctx, error, { context, pageFor });
    } else answerError(ctx, error, context);
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

/** Who throws bad tokens or comes too often. A token that has run out, or that was ended, is not among them. */
function isUnwelcome(error: unknown): boolean {
  const refusal = refusalOf(error);
  if (refusal?.code !== 'auth.refused') return refusal?.code === 'rate.limited';
  return (refusal as AppError<'auth.refused'>).details.reason === 'token-invalid';
}

/** Ends the connection without a word: even a refusal costs more. */
function hangUp(ctx: Context): void {
  ctx.respond = false;
  ctx.status = 429;
  ctx.req.socket.destroy();
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
