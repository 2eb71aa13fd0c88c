import { AppError, problems, type ProblemCode } from '@foyer/shared/problems';
import type { Context } from 'koa';
import type { PageFor, ReplyHeaders } from './bind.ts';
import type { RequestContext } from './request-context.ts';
import { refusalOf } from './refusals.ts';

/** Answers with JSON, as text or as its bytes; `null` sends no body. */
export function answerText(ctx: Context, status: number, text: string | Buffer | null): void {
  ctx.status = status;
  if (text === null) {
    ctx.body = null;
    ctx.status = status;
    return;
  }
  ctx.type = 'application/json';
  ctx.body = text;
}

/** Answers a person with a page. */
export function answerPage(ctx: Context, status: number, page: string): void {
  ctx.status = status;
  ctx.type = 'text/html';
  ctx.body = page;
}

export function setHeaders(ctx: Context, headers: ReplyHeaders | undefined): void {
  for (const [name, value] of Object.entries(headers ?? {})) {
    ctx.set(name, typeof value === 'string' ? value : [...value]);
  }
}

/** Answers an error as its problem; a defect is logged with its stack and tells the caller nothing. */
export function answerError(ctx: Context, error: unknown, context: RequestContext): void {
  const { code, status, details } = judged(ctx, error, context);
  const body = { error: { code, details, requestId: context.requestId } };
  answerText(ctx, status, JSON.stringify(body));
}

/** The same for a person, whose browser landed on a route that otherwise answers programs. */
export function answerErrorPage(
  ctx: Context,
  error: unknown,
  { context, pageFor }: { readonly context: RequestContext; readonly pageFor: PageFor },
): void {
  const { status, ...problem } = judged(ctx, error, context);
  const { page, headers } = pageFor(problem);
  setHeaders(ctx, headers);
  answerPage(ctx, status, page);
}

interface Judged {
  readonly code: ProblemCode;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
}

function judged(ctx: Context, error: unknown, context: RequestContext): Judged {
  const refusal = refusalOf(error) ?? new AppError('internal', {}, { cause: error });
  const { code, status } = refusal;
  if (code === 'internal') context.log.error({ err: error }, 'a request failed by a defect');
  if (code === 'service.unavailable') {
    context.log.warn({ err: refusal.cause }, 'a dependency did not answer');
  }
  const details = problems[code].details.parse(refusal.details);
  if ('retryAfterSeconds' in details && details.retryAfterSeconds !== undefined) {
    ctx.set('Retry-After', String(details.retryAfterSeconds));
  }
  if (status === 401) ctx.set('WWW-Authenticate', 'Bearer');
  return { code, status, details };
}
