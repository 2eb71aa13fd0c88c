import type { FoyerBridge, IpcAnswer } from '../../bridge/contract.ts';
import { ApiProblem, NoAnswer } from './api-problem.ts';
import type { TokenSource } from './client.ts';

/** Unwraps main's answer; a refusal between our own two halves is a defect. */
export async function ask<Value>(answer: Promise<IpcAnswer<Value>>): Promise<Value> {
  const result = await answer;
  if (result.ok) return result.value;
  throw new Error(`the main process refused: ${result.refusal}`);
}

export interface KeptToken {
  readonly token: TokenSource;
  /** Another session has begun: asks for its token the next time. */
  readonly forget: () => void;
}

/**
 * Keeps the access token while it is good, so that not every request crosses into main. Made for one person: what they
 * began is never sent in the name of whoever took the till over meanwhile.
 */
export function keepToken(bridge: Pick<FoyerBridge, 'accessToken'>, person: string | null): KeptToken {
  let kept: { readonly token: string; readonly expiresAtMs: number } | null = null;
  const token: TokenSource = async (refused) => {
    const good = kept !== null && kept.expiresAtMs - Date.now() > 5_000 && kept.token !== refused;
    if (kept !== null && good) return kept.token;
    kept = null;
    const answer = await ask(bridge.accessToken({ refused }));
    const isOurs = answer.kind === 'token' && (person === null || answer.person === person);
    if (isOurs) {
      kept = { token: answer.token, expiresAtMs: Date.parse(answer.expiresAt) };
      return answer.token;
    }
    if (answer.kind === 'none' && answer.reason === 'unreachable')
      throw new NoAnswer('the session could not be renewed');
    throw new ApiProblem({ code: 'auth.required', details: {}, requestId: '' });
  };
  return {
    token,
    forget: () => {
      kept = null;
    },
  };
}
