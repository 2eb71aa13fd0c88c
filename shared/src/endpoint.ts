import type { z } from 'zod';
import type { Ability } from './roles.ts';
import type { ProblemCode } from './problems.ts';

/** Who may call: anybody, anybody signed in, or people with one ability. */
export type Access = 'public' | 'signed-in' | Ability;

export type Method = 'GET' | 'POST' | 'DELETE';

/** One route's whole contract. Paths use `:name` for parameters. */
export interface Endpoint {
  readonly method: Method;
  readonly path: `/${string}`;
  readonly summary: string;
  readonly access: Access;
  /** Only in a session that Google began: whoever signed in by PIN is told to sign in again. */
  readonly needsGoogle?: boolean;
  /** Whether the caller sends the key of its till in `Foyer-Till`. */
  readonly tillKey?: 'required' | 'optional';
  /** A write that costs: the caller must send `Idempotency-Key`. */
  readonly idempotent?: boolean;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** `text` hands the body over as it came, for signatures over its bytes; JSON otherwise. */
  readonly bodyAs?: 'text';
  /** The header in which its sender signs the body. */
  readonly signature?: string;
  /** Body schema by status; `null` for a reply without a body. */
  readonly replies: Readonly<Record<number, z.ZodType | null>>;
  /** The refusals this route gives, beside those that every route of its kind gives. */
  readonly problems: readonly ProblemCode[];
}

/** Keeps the literal types of a contract. */
export function endpoint<const Contract extends Endpoint>(contract: Contract): Contract {
  return contract;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export type ParamsOf<Contract extends Endpoint> = Parsed<Contract['params']>;
export type QueryOf<Contract extends Endpoint> = Parsed<Contract['query']>;
export type BodyOf<Contract extends Endpoint> = Parsed<Contract['body']>;

/** What a handler of the contract may answer: one of its statuses with that status' body. */
export type ReplyOf<Contract extends Endpoint> = {
  [Status in keyof Contract['replies'] & number]: Contract['replies'][Status] extends z.ZodType
    ? { readonly status: Status; readonly body: z.input<Contract['replies'][Status]> }
    : { readonly status: Status };
}[keyof Contract['replies'] & number];

/** The body of a contract's reply with the given status. */
export type ReplyBody<Contract extends Endpoint, Status extends keyof Contract['replies'] & number> = Parsed<
  Contract['replies'][Status]
>;

/** Refusals that a route gives because of its kind, not its business. */
export function impliedProblems(contract: Endpoint): readonly ProblemCode[] {
  const implied: ProblemCode[] = ['internal', 'service.unavailable', 'rate.limited'];
  if (contract.params || contract.query || contract.body) implied.push('request.invalid');
  if (contract.body) implied.push('request.too-large');
  if (contract.access !== 'public') implied.push('auth.required', 'auth.expired', 'auth.refused');
  if (contract.access !== 'public' && contract.access !== 'signed-in') implied.push('action.forbidden');
  if (contract.needsGoogle) implied.push('sign-in.google-needed');
  if (contract.idempotent) implied.push('idempotency.key-missing', 'idempotency.mismatch');
  return implied;
}
