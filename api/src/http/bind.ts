import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '@foyer/shared/endpoint';
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

/** A page of HTML for a person whose browser landed on a route that otherwise answers programs. */
export interface PageReply {
  readonly status: number;
  readonly page: string;
  readonly headers: ReplyHeaders;
}

export type ReplyHeaders = Readonly<Record<string, string | readonly string[]>>;
export type Reply<Contract extends Endpoint> =
  (ReplyOf<Contract> & { readonly headers?: ReplyHeaders }) | SerializedReply | PageReply;

/** A contract with the code that fulfils it, types closed over, ready for the router. */
export interface Route {
  readonly contract: Endpoint;
  readonly run: (call: Call<Endpoint>) => Promise<Reply<Endpoint>>;
}

/** Ties a handler to its contract; the adapter parses what comes in and what goes out. */
export function bind<Contract extends Endpoint>(
  contract: Contract,
  handle: (call: Call<NoInfer<Contract>>) => Promise<Reply<NoInfer<Contract>>>,
): Route {
  // The adapter has parsed the call by this very contract before it runs the handler.
  return { contract, run: (call) => handle(call) };
}
