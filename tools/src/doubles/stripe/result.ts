import type { Change } from './books.ts';
import type { Means } from './means.ts';

/** What a request comes to: the answer, and what it changes before anybody hears of it. */
export type Result = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly change?: Change;
  /** Refused before anything was done: Stripe keeps no answer for the key then. */
  readonly isInvalid?: boolean;
  /** Who pays, where that decides how the reply behaves. */
  readonly means?: Means;
};

export function invalid(
  message: string,
  details: Readonly<Record<string, unknown>> = {},
  status = 400,
): Result {
  const error = { type: 'invalid_request_error', message, ...details };
  return { status, body: { error }, isInvalid: true };
}

export function missing(kind: string, id: string): Result {
  return invalid(`No such ${kind}: '${id}'`, { code: 'resource_missing', param: kind }, 404);
}
