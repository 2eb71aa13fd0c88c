import { randomUUID } from 'node:crypto';
import { impliedProblems, type Endpoint } from '@foyer/shared/endpoint';
import { ProblemBody, problems, type ProblemCode } from '@foyer/shared/problems';
import type { z } from 'zod';

export type Input<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;

/** What a call says; parts that the contract lacks are left out. */
export interface Parts<Contract extends Endpoint> {
  readonly params?: Input<Contract['params']>;
  readonly query?: Input<Contract['query']>;
  readonly body?: Input<Contract['body']>;
  /** Idempotency-Key; a fresh one where the contract asks for it and none is given; `null` sends none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A test that asks with If-None-Match knows that 304 has no body; the others need not hear of it. */
type Bodies<Contract extends Endpoint> = {
  [Status in Exclude<keyof Contract['replies'], 304>]: Contract['replies'][Status] extends z.ZodType
    ? z.output<Contract['replies'][Status]>
    : null;
}[Exclude<keyof Contract['replies'], 304>];

export interface Answer<Body> {
  readonly status: number;
  /** The reply, parsed by its contract. Reading it throws where the call was refused. */
  readonly body: Body;
  /** The refusal, or null. */
  readonly problem: ProblemBody['error'] | null;
  /** The refusal's code, or null. */
  readonly code: ProblemCode | null;
  readonly headers: Headers;
}

/** Somebody who calls the API; without a token an anonymous one. */
export class Client {
  readonly origin: string;
  readonly accessToken: string | undefined;

  constructor(origin: string, accessToken?: string) {
    this.origin = origin;
    this.accessToken = accessToken;
  }

  /**
   * Calls by contract and holds the reply to it: throws where status, body or problem code are none that the contract
   * names. Redirects are not followed.
   */
  async call<Contract extends Endpoint>(
    contract: Contract,
    parts: Parts<Contract> = {},
  ): Promise<Answer<Bodies<Contract>>> {
    const key = parts.key === undefined && contract.idempotent ? randomUUID() : parts.key;
    const path = pathOf(contract, parts);
    const reply = await this.send(contract.method, path, {
      ...(parts.body === undefined ? {} : { body: parts.body }),
      headers: { ...(key ? { 'idempotency-key': key } : {}), ...parts.headers },
    });
    const said = `${contract.method} ${path} answered ${reply.status} ${reply.text.slice(0, 500)}`;
    const schema = contract.replies[reply.status];
    if (schema === undefined) {
      const problem = problemOf(reply.text, said);
      requireDeclared(contract, problem.code, said);
      return refusedAnswer(reply, problem, said);
    }
    const body = (schema === null ? null : schema.parse(JSON.parse(reply.text))) as Bodies<Contract>;
    return { status: reply.status, body, problem: null, code: null, headers: reply.headers };
  }

  /** Sends whatever a test likes: a string goes as it is, anything else as JSON. */
  async send(
    method: string,
    path: string,
    {
      body,
      headers = {},
    }: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }> {
    const reply = await fetch(`${this.origin}${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
      headers: {
        ...(this.accessToken === undefined ? {} : { authorization: `Bearer ${this.accessToken}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: reply.status, text: await reply.text(), headers: reply.headers };
  }
}

/** Parses a refusal and holds it to the catalogue: its code owns its status and its details. */
export function problemOf(text: string, said = text): ProblemBody['error'] {
  const parsed = ProblemBody.safeParse(parseJson(text));
  if (!parsed.success) throw new Error(`${said}, which is no problem`);
  problems[parsed.data.error.code].details.parse(parsed.data.error.details);
  return parsed.data.error;
}

function refusedAnswer<Body>(
  reply: { readonly status: number; readonly headers: Headers },
  problem: ProblemBody['error'],
  said: string,
): Answer<Body> {
  const owned = problems[problem.code].status;
  if (owned !== reply.status) throw new Error(`${said}, but ${problem.code} owns ${owned}`);
  return {
    status: reply.status,
    get body(): Body {
      throw new Error(said);
    },
    problem,
    code: problem.code,
    headers: reply.headers,
  };
}

function requireDeclared(contract: Endpoint, code: ProblemCode, said: string): void {
  if (contract.problems.includes(code) || impliedProblems(contract).includes(code)) return;
  throw new Error(`${said}, but the contract names no ${code}`);
}

function pathOf(contract: Endpoint, { params, query }: { params?: unknown; query?: unknown }): string {
  const values = (params ?? {}) as Record<string, string>;
  const path = contract.path.replaceAll(/:([a-z]+)/gi, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
  const wanted = Object.entries((query ?? {}) as Record<string, string | number>);
  const search = new URLSearchParams(
    wanted.map(([name, value]): [string, string] => [name, `${value}`]),
  ).toString();
  return search === '' ? path : `${path}?${search}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
