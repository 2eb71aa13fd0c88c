import type { Endpoint } from '@foyer/shared/endpoint';
import { ProblemBody, type ProblemCode } from '@foyer/shared/problems';
import type { z } from 'zod';
import { ApiProblem, NoAnswer } from './api-problem.ts';

type Part<Contract, Key extends string> =
  Contract extends Readonly<Record<Key, infer Schema extends z.ZodType>>
    ? { readonly [Name in Key]: z.input<Schema> }
    : unknown;

type Keyed<Contract> = Contract extends { readonly idempotent: true }
  ? { readonly idempotencyKey: string }
  : unknown;

export type CallInput<Contract extends Endpoint> = Part<Contract, 'params'> &
  Part<Contract, 'query'> &
  Part<Contract, 'body'> &
  Keyed<Contract> & { readonly signal?: AbortSignal };

/** The bodies a contract can answer with; null where it answers without one. */
export type CallResult<Contract extends Endpoint> = {
  [Status in keyof Contract['replies']]: Contract['replies'][Status] extends z.ZodType
    ? z.output<Contract['replies'][Status]>
    : never;
}[keyof Contract['replies']];

export type Call = <const Contract extends Endpoint>(
  contract: Contract,
  input: CallInput<Contract>,
) => Promise<CallResult<Contract>>;

/** Gives the bearer token; `refused` names one that the API no longer takes. Throws `NoAnswer` or `ApiProblem`. */
export type TokenSource = (refused: string | null) => Promise<string>;

export interface ClientParts {
  readonly apiUrl: string;
  readonly token: TokenSource;
  readonly fetch: typeof fetch;
  readonly timeLimitMs?: number;
  /** The API refuses the session what it was taken to be allowed: role or kind of session are others by now. */
  readonly onForbidden?: () => void;
}

interface LooseInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/**
 * Makes the only way to the API: path, query and body by the contract, the reply parsed by it, a refusal thrown as
 * `ApiProblem`, anything else as `NoAnswer`. A token that lapsed is renewed and the request sent once more.
 */
export function makeCall(parts: ClientParts): Call {
  return async (contract, given) => {
    // What CallInput proves for each contract, seen from inside where the contract is not known.
    const input = given as LooseInput;
    const first = contract.access === 'public' ? null : await parts.token(null);
    const answer = await send(parts, contract, { ...input, token: first });
    if (first === null || !isRefusedToken(answer)) return read(parts, contract, answer) as never;
    const second = await parts.token(first);
    return read(parts, contract, await send(parts, contract, { ...input, token: second })) as never;
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function send(
  parts: ClientParts,
  contract: Endpoint,
  { token, body, idempotencyKey, signal, ...input }: LooseInput & { readonly token: string | null },
): Promise<Answer> {
  const stop = new AbortController();
  const giveUp = (): void => stop.abort();
  const timer = setTimeout(giveUp, parts.timeLimitMs ?? 8_000);
  signal?.addEventListener('abort', giveUp);
  const headers: Record<string, string> = {};
  if (token !== null) headers['Authorization'] = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey;
  try {
    const response = await parts.fetch(addressOf(parts.apiUrl, contract, input), {
      method: contract.method,
      headers,
      signal: stop.signal,
      redirect: 'error',
      credentials: 'omit',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  } catch (error) {
    throw new NoAnswer('the API gave no answer', { cause: error });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

const forbids: readonly ProblemCode[] = ['action.forbidden', 'sign-in.google-needed'];

function read(parts: ClientParts, contract: Endpoint, { status, body }: Answer): unknown {
  const schema = contract.replies[status];
  if (schema === null) return null;
  const parsed = schema?.safeParse(body);
  if (parsed?.success) return parsed.data;
  const problem = ProblemBody.safeParse(body);
  if (problem.success && forbids.includes(problem.data.error.code)) parts.onForbidden?.();
  if (problem.success) throw new ApiProblem(problem.data.error);
  throw new NoAnswer(`the API answered ${status} in a shape unknown to ${contract.path}`);
}

function isRefusedToken({ status, body }: Answer): boolean {
  return status === 401 && ProblemBody.safeParse(body).success;
}

function addressOf(apiUrl: string, contract: Endpoint, { params = {}, query = {} }: LooseInput): string {
  const path = contract.path.replace(/:([a-z]+)/gi, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const url = new URL(path, apiUrl);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined)
      url.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  return url.href;
}
