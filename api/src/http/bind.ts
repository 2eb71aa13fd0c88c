import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '@foyer/shared/endpoint';
import type { ProblemCode } from '@foyer/shared/problems';
import type { Actor, RequestContext } from './request-context.ts';

/** A contract's call after parsing and authorization. */
export interface Call<Contract extends Endpoint> {
  readonly params: ParamsOf<Contract>;
  readonly query: QueryOf<Contract>;
  readonly body: BodyOf<Contract>;
  readonly actor: Contract['access'] extends 'public' ? null : Actor;
  /** Present on contracts that ask for it, else the empty string. */
  readonly idempotencyKey: string;
  readonly context: RequestContext;
  /** A request header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
}

/** A reply that was checked against the contract and made bytes of once, to be served many times. */
export interface SerializedReply {
  readonly status: 200;
  readonly serialized: Buffer;
  readonly headers?: ReplyHeaders;
}

/** Makes the page that a person reads instead of a problem. */
export type PageFor = (problem: {
  readonly code: ProblemCode;
  readonly details: Readonly<Record<string, unknown>>;
}) => { readonly page: string; readonly headers: ReplyHeaders };

export type ReplyHeaders = Readonly<Record<string, string | readonly string[]>>;
export type Reply<Contract extends Endpoint> =
  | (ReplyOf<Contract> & { readonly headers?: ReplyHeaders })
  | SerializedReply;

/** A contract with the code that fulfils it, types closed over, ready for the router. */
export interface Route {
  readonly contract: Endpoint;
  readonly run: (call: Call<Endpoint>) => Promise<Reply<Endpoint>>;
  /** On routes that browsers navigate to. */
  readonly pageFor?: PageFor;
}

/** Ties a handler to its contract; the adapter parses what comes in and what goes out. */
export function bind<Contract extends Endpoint>(
  contract: Contract,
  handle: (call: Call<NoInfer<Contract>>) => Promise<Reply<NoInfer<Contract>>>,
): Route {
  // The adapter has parsed the call by this very contract before it runs the handler.
  return { contract, run: (call) => handle(call) };
}
