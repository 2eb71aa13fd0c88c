/** Calls the API by its contracts and parses what it answers. */
import { randomUUID } from 'node:crypto';
import type { Endpoint } from '@foyer/shared/endpoint';
import type { z } from 'zod';

export type Call = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly token?: string;
};

/** The API said no: the sentence names call, status and problem. */
export class Refused extends Error {
  readonly status: number;

  constructor(what: string, status: number, body: string) {
    super(`${what} answered ${status}: ${body.slice(0, 500)}`);
    this.name = 'Refused';
    this.status = status;
  }
}

export class ApiClient {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Calls the endpoint and parses the reply with `Reply`; throws `Refused` outside 200–299. */
  async call<Reply>(endpoint: Endpoint, reply: z.ZodType<Reply>, call: Call = {}): Promise<Reply> {
    const path = endpoint.path.replace(/:(\w+)/g, (_match, name: string) =>
      encodeURIComponent(call.params?.[name] ?? ''),
    );
    const query = new URLSearchParams(call.query).toString();
    const what = `${endpoint.method} ${path}`;
    const answer = await fetch(`${this.#url}${path}${query === '' ? '' : `?${query}`}`, {
      method: endpoint.method,
      headers: headersOf(endpoint, call),
      signal: AbortSignal.timeout(10_000),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    }).catch((error: unknown) => {
      throw new Error(`${what} got no answer from ${this.#url} (${causeOf(error)})`);
    });
    const text = await answer.text();
    if (!answer.ok) throw new Refused(what, answer.status, text);
    const parsed = reply.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new Error(
      `${what} answered something else than its contract: ${issue?.path.join('.')} ${issue?.message}`,
    );
  }
}

function headersOf(endpoint: Endpoint, call: Call): Record<string, string> {
  return {
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
    ...(endpoint.idempotent === true ? { 'idempotency-key': randomUUID() } : {}),
  };
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? cause.message || error.message : error.message;
}
