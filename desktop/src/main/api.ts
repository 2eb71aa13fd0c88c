import type { Endpoint } from '@foyer/shared/endpoint';
import { tillHeader } from '@foyer/shared/http/tills';
import { ProblemBody } from '@foyer/shared/problems';
import type { z } from 'zod';
import type { Refused } from '../bridge/till.ts';

export interface JsonRequest {
  readonly method: string;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface JsonReply {
  readonly status: number;
  readonly body: unknown;
}

/** Sends JSON and reads JSON; rejects when no answer comes. */
export type SendJson = (request: JsonRequest) => Promise<JsonReply>;

export type ApiAnswer<Body> =
  | { readonly kind: 'answered'; readonly body: Body }
  | Refused
  /** No answer, or one that is not the API's: it may be different in a moment. */
  | { readonly kind: 'unreachable' };

/** One call with the till's key where the contract takes it; `body` is what the contract's success says. */
export type AskApi = <Body extends z.ZodType>(
  contract: Endpoint,
  schema: Body,
  body?: unknown,
) => Promise<ApiAnswer<z.output<Body>>>;

export interface ApiParts {
  readonly apiUrl: string;
  readonly send: SendJson;
  readonly tillKey: () => string | null;
}

/** Makes the way to the API for the calls that carry long-lived secrets; the window never makes them. */
export function makeAskApi({ apiUrl, send, tillKey }: ApiParts): AskApi {
  return async (contract, schema, body) => {
    const key = contract.tillKey === undefined ? null : tillKey();
    const headers = {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === null ? {} : { [tillHeader]: key }),
    };
    try {
      const reply = await send({
        method: contract.method,
        address: `${apiUrl}${contract.path}`,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      if (reply.status < 300) return { kind: 'answered', body: schema.parse(reply.body) };
      const problem = ProblemBody.parse(reply.body).error;
      if (reply.status >= 500) return { kind: 'unreachable' };
      return { kind: 'refused', code: problem.code, details: problem.details };
    } catch {
      return { kind: 'unreachable' };
    }
  };
}
