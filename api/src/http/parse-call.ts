import type { Endpoint } from '@foyer/shared/endpoint';
import { AppError, invalidRequest, unfitRequest } from '@foyer/shared/problems';
import type { Context } from 'koa';
import type { z } from 'zod';

export interface ParsedParts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Parses the parts that the contract names; every fault of all parts is reported at once. */
export function parseParts(contract: Endpoint, ctx: Context, params: Record<string, string>): ParsedParts {
  const issues: { path: string; message: string; isRule: boolean }[] = [];
  const parse = (schema: z.ZodType | undefined, part: string, value: unknown): unknown => {
    if (!schema) return undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const isRule = issue.code === 'custom' && issue.params?.['code'] === 'request.unfit';
      issues.push({ path: [part, ...issue.path.map(String)].join('.'), message: issue.message, isRule });
    }
    return undefined;
  };
  const parts = {
    params: parse(contract.params, 'params', params),
    query: parse(contract.query, 'query', { ...ctx.query }),
    body: parse(contract.body, 'body', ctx.request.body),
  };
  if (issues.length > 0) throw refusalOf(issues);
  return parts;
}

function refusalOf(issues: readonly { path: string; message: string; isRule: boolean }[]): AppError {
  const told = issues.map(({ path, message }) => ({ path, message }));
  return issues.every(({ isRule }) => isRule) ? unfitRequest(told) : invalidRequest(told);
}

const keyPattern = /^[\x21-\x7e]{1,200}$/;

/** The caller's idempotency key: 1 to 200 visible ASCII characters. */
export function requireIdempotencyKey(contract: Endpoint, ctx: Context): string {
  if (!contract.idempotent) return '';
  const key = ctx.get('idempotency-key');
  if (key === '') throw new AppError('idempotency.key-missing', {});
  if (!keyPattern.test(key)) {
    throw invalidRequest([
      { path: 'headers.idempotency-key', message: 'must be 1 to 200 visible ASCII characters' },
    ]);
  }
  return key;
}
