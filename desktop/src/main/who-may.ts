import { getMe, Me } from '@foyer/shared/http/sign-in';
import type { Ability } from '@foyer/shared/roles';
import type { SendJson } from './api.ts';
import type { SessionKeeper } from './session-keeper.ts';

export type May = 'yes' | 'no' | 'unreachable';

interface WhoMayParts {
  readonly apiUrl: string;
  readonly send: SendJson;
  readonly keeper: Pick<SessionKeeper, 'state' | 'accessToken'>;
}

/** Asks the server whether whoever is here may do something: the window's word is not enough to change the machine. */
export function makeWhoMay({ apiUrl, send, keeper }: WhoMayParts): (ability: Ability) => Promise<May> {
  return async (ability) => {
    const bearer = await openToken(keeper);
    if (bearer === null) return 'no';
    try {
      const { status, body } = await send({
        method: getMe.method,
        address: `${apiUrl}${getMe.path}`,
        headers: { Authorization: `Bearer ${bearer}` },
      });
      if (status === 401 || status === 403) return 'no';
      return Me.parse(body).abilities.includes(ability) ? 'yes' : 'no';
    } catch {
      return 'unreachable';
    }
  };
}

/** Of whoever is here; null while somebody is locked out, or nobody is signed in. */
async function openToken(keeper: WhoMayParts['keeper']): Promise<string | null> {
  if (keeper.state.kind !== 'signed-in' || keeper.state.locked) return null;
  const answer = await keeper.accessToken({ refused: null });
  return answer.kind === 'token' ? answer.token : null;
}
