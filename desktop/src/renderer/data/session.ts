import type { FoyerBridge, IpcAnswer } from '../../bridge/contract.ts';
import { ApiProblem, NoAnswer } from './api-problem.ts';
import type { TokenSource } from './client.ts';

/** Unwraps main's answer; a refusal between our own two halves is a defect. */
export async function ask<Value>(answer: Promise<IpcAnswer<Value>>): Promise<Value> {
  const result = await answer;
  if (result.ok) return result.value;
  throw new Error(`the main process refused: ${result.refusal}`);
}

/** Keeps the access token while it is good, so that not every request crosses into main. */
export function tokenSource(bridge: Pick<FoyerBridge, 'accessToken'>): TokenSource {
  let kept: { readonly token: string; readonly expiresAtMs: number } | null = null;
  return async (refused) => {
    const good = kept !== null && kept.expiresAtMs - Date.now() > 5_000 && kept.token !== refused;
    if (kept !== null && good) return kept.token;
    kept = null;
    const answer = await ask(bridge.accessToken({ refused }));
    if (answer.kind === 'token') {
      kept = { token: answer.token, expiresAtMs: Date.parse(answer.expiresAt) };
      return answer.token;
    }
    if (answer.reason === 'unreachable') throw new NoAnswer('the session could not be renewed');
    throw new ApiProblem({ code: 'auth.required', details: {}, requestId: '' });
  };
}
