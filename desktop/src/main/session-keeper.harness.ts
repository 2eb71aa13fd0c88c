import { afterEach } from 'vitest';
import type { SessionState, SignInFailure } from '../bridge/session.ts';
import type { Refused } from '../bridge/till.ts';
import type { TokenAnswer } from './auth-api.ts';
import { SessionKeeper } from './session-keeper.ts';
import type { SignInOutcome } from './sign-in/sign-in.ts';
import { Vault } from './vault.ts';

let opened: SessionKeeper | null = null;
afterEach(() => opened?.stop());

/** A keeper that took up the session `kept` and gets these answers in turn when it renews. */
export async function openKeeper(
  answers: TokenAnswer[],
  signedIn: SignInOutcome = failed('cancelled'),
  locksAtStart = false,
) {
  const refreshedWith: string[] = [];
  const loggedOut: string[] = [];
  const calls: string[] = [];
  const pins: TokenAnswer[] = [];
  const states: SessionState[] = [];
  const backs: (SessionState | undefined)[] = [];
  let held: Promise<TokenAnswer> | null = null;
  let tillsLost = 0;
  const vault = new Vault({
    keyStore: { isUsable: () => false, encrypt: (text) => Buffer.from(text), decrypt: String },
    folder: 'never-written',
    apiUrl: 'https://api.example',
  });
  await vault.write('session', 'kept');
  const made = new SessionKeeper({
    vault,
    authApi: {
      exchange: () => Promise.resolve(refused('auth.refused')),
      refresh: (token) => {
        refreshedWith.push(token);
        calls.push(`refresh ${token}`);
        return held ?? Promise.resolve(answers.shift() ?? { kind: 'unreachable' });
      },
      signInByPin: ({ userId }) => {
        calls.push(`pin ${userId}`);
        return Promise.resolve(pins.shift() ?? { kind: 'unreachable' });
      },
      logout: (token) => {
        loggedOut.push(token);
        calls.push(`logout ${token}`);
        return Promise.resolve();
      },
    },
    begin: () => Promise.resolve({ outcome: Promise.resolve(signedIn), cancel: () => undefined }),
    onChange: (state) => states.push(state),
    onBack: () => backs.push(states.at(-1)),
    onTillRefused: () => {
      tillsLost += 1;
      return made.end('till-refused');
    },
    locksAtStart: () => locksAtStart,
  });
  opened = made;
  await made.restore();
  /** Lets the next renewals wait for `answer`. */
  const holdBack = () => {
    let answer: (given: TokenAnswer) => void = () => undefined;
    held = new Promise((resolve) => {
      answer = resolve;
    });
    return { answer };
  };
  return {
    keeper: made,
    vault,
    refreshedWith,
    loggedOut,
    calls,
    pins,
    states,
    backs,
    holdBack,
    tillsLost: () => tillsLost,
  };
}

export function failed(failure: SignInFailure): SignInOutcome {
  return { kind: 'failed', failure };
}

export function refused(code: Refused['code'], details = {}): Refused {
  return { kind: 'refused', code, details };
}

export function tokens(count: number, person?: string): Extract<TokenAnswer, { kind: 'tokens' }> {
  const claims = Buffer.from(JSON.stringify({ sub: person })).toString('base64url');
  return {
    kind: 'tokens',
    tokens: {
      tokenType: 'Bearer',
      accessToken: person === undefined ? `access-${count}` : `head.${claims}.signature`,
      refreshToken: `refresh-${count}`,
      expiresInSeconds: 600,
      sessionEndsInSeconds: 43_200,
    },
  };
}
