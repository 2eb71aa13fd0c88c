// @vitest-environment node
import { afterEach, expect, test } from 'vitest';
import type { SessionState, SignInFailure } from '../bridge/contract.ts';
import type { TokenAnswer } from './auth-api.ts';
import { SessionKeeper } from './session-keeper.ts';
import type { SignInOutcome } from './sign-in/sign-in.ts';
import { Vault } from './vault.ts';

let keeper: SessionKeeper | null = null;
afterEach(() => keeper?.stop());

test('renews once for everybody who asks at the same time, and keeps the successor', async () => {
  const world = await open([tokens(1), tokens(2)]);
  const answers = await Promise.all([1, 2, 3].map(() => world.keeper.accessToken({ refused: 'access-1' })));
  expect(answers.map((answer) => answer.kind === 'token' && answer.token)).toEqual(
    Array<string>(3).fill('access-2'),
  );
  expect(world.refreshedWith).toEqual(['kept', 'refresh-1']);
  expect(await world.vault.read()).toBe('refresh-2');
});

test('hands the same token out again while nobody refused it', async () => {
  const world = await open([tokens(1)]);
  expect(await world.keeper.accessToken({ refused: null })).toMatchObject({ token: 'access-1' });
  expect(await world.keeper.accessToken({ refused: 'access-0' })).toMatchObject({ token: 'access-1' });
  expect(world.refreshedWith).toEqual(['kept']);
});

test('is signed out, and forgets, when the server refuses the session', async () => {
  const world = await open([{ kind: 'refused' }]);
  expect(world.states.at(-1)).toEqual({ kind: 'signed-out', failure: 'session-ended' });
  expect(await world.vault.read()).toBeNull();
});

test('stays signed in through a lost line and says that there is no token now', async () => {
  const world = await open([{ kind: 'unreachable' }, { kind: 'unreachable' }]);
  expect(world.states.at(-1)).toEqual({ kind: 'signed-in', keeps: 'memory' });
  expect(await world.keeper.accessToken({ refused: null })).toEqual({ kind: 'none', reason: 'unreachable' });
  expect(await world.vault.read()).toBe('kept');
});

test('tells the server at sign-out and gives no token any more', async () => {
  const world = await open([tokens(1)]);
  await world.keeper.signOut();
  expect(world.loggedOut).toEqual(['refresh-1']);
  expect(await world.keeper.accessToken({ refused: null })).toEqual({ kind: 'none', reason: 'signed-out' });
});

test.each([
  ['tokens', tokens(7), [{ kind: 'signed-in', keeps: 'memory' }]],
  ['a refusal', failed('refused'), [{ kind: 'signed-out', failure: 'refused' }]],
  ['a stop at the counter', failed('cancelled'), []],
  ['nothing at all', failed('timed-out'), []],
] as const)(
  'comes to the front when the browser brings %s, in its new state',
  async (_name, came, expected) => {
    const world = await open([{ kind: 'refused' }], came);
    await world.keeper.signIn();
    await expect.poll(() => world.states.at(-1)?.kind).not.toBe('restoring');
    expect(world.backs).toEqual(expected);
  },
);

/** A keeper that took up the session `kept` and gets these answers in turn when it renews. */
async function open(
  answers: TokenAnswer[],
  signedIn: SignInOutcome = { kind: 'failed', failure: 'cancelled' },
) {
  const refreshedWith: string[] = [];
  const loggedOut: string[] = [];
  const states: SessionState[] = [];
  const backs: (SessionState | undefined)[] = [];
  const vault = new Vault({
    keyStore: { isUsable: () => false, encrypt: (text) => Buffer.from(text), decrypt: String },
    file: 'never-written',
    apiUrl: 'https://api.example',
  });
  await vault.write('kept');
  keeper = new SessionKeeper({
    vault,
    authApi: {
      exchange: () => Promise.resolve({ kind: 'refused' }),
      refresh: (token) => {
        refreshedWith.push(token);
        return Promise.resolve(answers.shift() ?? { kind: 'unreachable' });
      },
      logout: (token) => {
        loggedOut.push(token);
        return Promise.resolve();
      },
    },
    begin: () => Promise.resolve({ outcome: Promise.resolve(signedIn), cancel: () => undefined }),
    onChange: (state) => states.push(state),
    onBack: () => backs.push(states.at(-1)),
  });
  await keeper.restore();
  return { keeper, vault, refreshedWith, loggedOut, states, backs };
}

function failed(failure: SignInFailure): SignInOutcome {
  return { kind: 'failed', failure };
}

function tokens(count: number): Extract<TokenAnswer, { kind: 'tokens' }> {
  return {
    kind: 'tokens',
    tokens: {
      tokenType: 'Bearer',
      accessToken: `access-${count}`,
      refreshToken: `refresh-${count}`,
      expiresInSeconds: 600,
    },
  };
}
