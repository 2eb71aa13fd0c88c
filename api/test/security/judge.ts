/** Holds one answer to what was promised about all of them. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { impliedProblems, type Endpoint } from '@foyer/shared/endpoint';
import { ProblemBody, problems, type ProblemCode } from '@foyer/shared/problems';
import type { FuzzCase } from './cases.ts';
import type { Received } from './transport.ts';

export interface Judged {
  /** What is wrong, one sentence each; empty where all is well. */
  readonly faults: readonly string[];
  readonly code: ProblemCode | null;
}

export interface Question {
  readonly contract: Endpoint;
  readonly sent: FuzzCase;
  readonly received: Received;
  /** Whether the caller may pass the door. */
  readonly passes: boolean;
}

/** Words of how the server is made; health pages name the engines, so only refusals are searched. */
const internals =
  /node_modules|\bat [\w.<>]+ \(|\.[jt]s:\d|file:\/\/|mongo|redis|E11000|zod|koa|WRONGTYPE|Error:|stack|\/api\/src\//i;

const problemsOfAnyPath: readonly ProblemCode[] = ['route.not-found', 'route.method-not-allowed'];
/** Answered before anybody knows which route is meant. */
const problemsOfTheDoor: readonly ProblemCode[] = ['request.invalid', 'request.too-large', 'rate.limited'];

export function judge(question: Question): Judged {
  const { contract, sent, received } = question;
  const problem = problemIn(received);
  const code = problem?.error.code ?? null;
  const isOwnReply = received.status in contract.replies;
  return {
    code,
    faults: [
      ...headerFaults(received, sent),
      ...(received.status >= 500 && !isOwnReply ? [`answered ${received.status}`] : []),
      ...(received.status >= 400 && internals.test(withoutIds(received.text))
        ? ['tells how the server is made']
        : []),
      ...(code === null ? replyFaults(question) : problemFaults(question, code)),
      ...(problem ? detailFaults(problem, received) : []),
      ...doorFaults(question, code),
    ],
  };
}

/** Random letters spell anything. */
function withoutIds(text: string): string {
  return text.replaceAll(/req_[\w-]+/g, '');
}

function problemIn({ text, status }: Received): ProblemBody | null {
  if (status < 400) return null;
  const parsed = ProblemBody.strict().safeParse(jsonOf(text));
  return parsed.success ? parsed.data : null;
}

function headerFaults({ headers, status, text }: Received, { path }: FuzzCase): string[] {
  const faults: string[] = [];
  if (headers['x-powered-by'] !== undefined || headers['server'] !== undefined) faults.push('names its make');
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('lacks nosniff');
  if (headers['x-injected'] !== undefined) faults.push('let a header be injected');
  if (headers['access-control-allow-origin'] !== undefined) faults.push('lets a foreign origin read');
  if (headers['x-request-id'] === undefined) faults.push('has no request id');
  if (headers.location?.includes('evil.example')) faults.push(`sends people away from ${path}`);
  if (text !== '' && headers['content-type'] === undefined) faults.push(`has a body of no type (${status})`);
  return faults;
}

/** An answer that is no problem: one of the contract's replies, or a page or preflight that needs no schema. */
function replyFaults({ contract, sent, received: { status, headers, text } }: Question): string[] {
  if (sent.method === 'HEAD' || (sent.method === 'OPTIONS' && status === 204)) {
    return text === '' ? [] : [`answered ${sent.method} with a body`];
  }
  if (!(status in contract.replies)) {
    const isPage = status === 401 && headers['content-type']?.startsWith('text/html') === true;
    const isSignIn = contract.path.startsWith('/api/auth/google/');
    return isPage && isSignIn ? [] : [`answered ${status}, which is neither a reply nor a problem`];
  }
  const schema = contract.replies[status];
  if (schema === null || schema === undefined) return text === '' ? [] : [`answered ${status} with a body`];
  const said = jsonOf(text);
  const parsed = schema.safeParse(said);
  if (!parsed.success) return [`answered ${status} against its schema`];
  return isDeepStrictEqual(parsed.data, said) ? [] : [`answered ${status} with more than its schema names`];
}

function problemFaults({ contract, sent }: Question, code: ProblemCode): string[] {
  const declared: readonly ProblemCode[] = [
    ...contract.problems,
    ...impliedProblems(contract),
    ...problemsOfTheDoor,
    ...(sent.isOurPath ? [] : problemsOfAnyPath),
  ];
  // Another route may answer at a bent path, and it has problems of its own.
  if (!sent.isOurPath || declared.includes(code)) return [];
  return [`answered ${code}, which it does not declare`];
}

function detailFaults({ error }: ProblemBody, { status, headers }: Received): string[] {
  const { status: owned, details } = problems[error.code];
  const faults: string[] = [];
  if (owned !== status) faults.push(`answered ${error.code} with ${status}`);
  const parsed = details.safeParse(error.details);
  if (!parsed.success || !isDeepStrictEqual(parsed.data, error.details)) faults.push(`bends ${error.code}`);
  if (headers['x-request-id'] !== error.requestId) faults.push('has two request ids');
  return faults;
}

function doorFaults({ contract, sent, received, passes }: Question, code: ProblemCode | null): string[] {
  if (!sent.isOurPath || sent.method !== contract.method || contract.access === 'public') return [];
  if (code !== null && problemsOfTheDoor.includes(code)) {
    return passes || received.headers.connection === 'close' ? [] : [`heard ${code} before its turn`];
  }
  const isTurnedAway = code === 'auth.required' || code === 'auth.refused';
  if (sent.isForged) return isTurnedAway ? [] : ['took a credential that is none'];
  if (passes) return isTurnedAway ? [`turned away somebody who may: ${code}`] : [];
  return isTurnedAway || code === 'action.forbidden' ? [] : [`let somebody in: ${received.status}`];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
