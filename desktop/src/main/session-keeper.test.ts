// @vitest-environment node
import { expect, test } from 'vitest';
import { UserId } from '@foyer/shared/ids';
import { failed, openKeeper as open, refused, tokens } from './session-keeper.harness.ts';

test('renews once for everybody who asks at the same time, and keeps the successor', async () => {
  const world = await open([tokens(1), tokens(2)]);
  const answers = await Promise.all([1, 2, 3].map(() => world.keeper.accessToken({ refused: 'access-1' })));
  expect(answers.map((answer) => answer.kind === 'token' && answer.token)).toEqual(
    Array<string>(3).fill('access-2'),
  );
  expect(world.refreshedWith).toEqual(['kept', 'refresh-1']);
  expect(await world.vault.read('session')).toBe('refresh-2');
});

test('hands the same token out again while nobody refused it', async () => {
  const world = await open([tokens(1)]);
  expect(await world.keeper.accessToken({ refused: null })).toMatchObject({ token: 'access-1' });
  expect(await world.keeper.accessToken({ refused: 'access-0' })).toMatchObject({ token: 'access-1' });
  expect(world.refreshedWith).toEqual(['kept']);
});

test('is signed out, and forgets, when the server refuses the session', async () => {
  const world = await open([refused('auth.refused')]);
  expect(world.states.at(-1)).toEqual({ kind: 'signed-out', failure: 'session-ended' });
  expect(await world.vault.read('session')).toBeNull();
});

test('stays signed in through a lost line and says that there is no token now', async () => {
  const world = await open([{ kind: 'unreachable' }, { kind: 'unreachable' }]);
  expect(world.states.at(-1)).toMatchObject({ kind: 'signed-in', keeps: 'memory' });
  expect(await world.keeper.accessToken({ refused: null })).toEqual({ kind: 'none', reason: 'unreachable' });
  expect(await world.vault.read('session')).toBe('kept');
});

test('tells the server at sign-out and gives no token any more', async () => {
  const world = await open([tokens(1)]);
  await world.keeper.signOut();
  expect(world.loggedOut).toEqual(['refresh-1']);
  expect(await world.keeper.accessToken({ refused: null })).toEqual({ kind: 'none', reason: 'signed-out' });
});

test.each([
  ['tokens', tokens(7), [{ kind: 'signed-in', session: 1 }]],
  ['a refusal', failed('refused'), [{ kind: 'signed-out', failure: 'refused' }]],
  ['a stop at the counter', failed('cancelled'), []],
  ['nothing at all', failed('timed-out'), []],
] as const)(
  'comes to the front when the browser brings %s, in its new state',
  async (_name, came, expected) => {
    const world = await open([refused('auth.refused')], came);
    await world.keeper.signIn();
    await expect.poll(() => world.states.at(-1)?.kind).not.toBe('restoring');
    expect(world.backs).toMatchObject(expected);
  },
);

const casey = UserId.parse('usr_casey');
const wish = { userId: casey, pin: '4711' };

test('switches in one step: the new session first, then the old one ends at the server', async () => {
  const world = await open([tokens(1)]);
  world.pins.push(tokens(8, 'usr_casey'));
  expect(await world.keeper.switchTo(wish)).toEqual({ kind: 'switched' });
  expect(world.keeper.state).toMatchObject({ kind: 'signed-in', person: 'usr_casey', session: 1 });
  expect(await world.vault.read('session')).toBe('refresh-8');
  expect(world.calls).toEqual(['refresh kept', 'pin usr_casey', 'logout refresh-1']);
  expect(await world.keeper.accessToken({ refused: 'access-1' })).toMatchObject({ person: 'usr_casey' });
});

test.each([
  ['a wrong PIN', refused('pin.refused', { attemptsLeft: 4 })],
  ['a lost line', { kind: 'unreachable' } as const],
])('leaves the session as it was after %s', async (_name, answer) => {
  const world = await open([tokens(1)]);
  const before = world.keeper.state;
  world.pins.push(answer);
  expect(await world.keeper.switchTo(wish)).toEqual(answer);
  expect(world.keeper.state).toEqual(before);
  expect(await world.keeper.accessToken({ refused: null })).toMatchObject({ token: 'access-1' });
  expect(world.loggedOut).toEqual([]);
});

test('switches once at a time, and not while a browser is about to bring somebody', async () => {
  const world = await open([tokens(1)]);
  world.pins.push(tokens(8), tokens(9));
  const both = await Promise.all([world.keeper.switchTo(wish), world.keeper.switchTo(wish)]);
  expect(both).toEqual([{ kind: 'switched' }, { kind: 'busy' }]);
  const [, answer] = await Promise.all([world.keeper.signIn(), world.keeper.switchTo(wish)]);
  expect(answer).toEqual({ kind: 'busy' });
});

test('waits for a renewal that is under way, so that its answer can’t undo the switch', async () => {
  const world = await open([tokens(1)]);
  const renewal = world.holdBack();
  const asked = world.keeper.accessToken({ refused: 'access-1' });
  world.pins.push(tokens(8));
  const switched = world.keeper.switchTo(wish);
  renewal.answer(tokens(2));
  await Promise.all([asked, switched]);
  expect(await world.vault.read('session')).toBe('refresh-8');
  expect(world.refreshedWith).toEqual(['kept', 'refresh-1']);
  expect(world.loggedOut).toEqual(['refresh-2']);
});

test('opens what was locked by a switch, and only so', async () => {
  const world = await open([tokens(1), tokens(2)]);
  world.keeper.lock();
  await world.keeper.accessToken({ refused: 'access-1' });
  expect(world.keeper.state).toMatchObject({ locked: true });
  world.pins.push(refused('pin.refused', { attemptsLeft: 4 }), tokens(8));
  await world.keeper.switchTo(wish);
  expect(world.keeper.state).toMatchObject({ locked: true });
  await world.keeper.switchTo(wish);
  expect(world.keeper.state).toMatchObject({ locked: false, session: 1 });
});

test('begins locked with a session of before at an enrolled till', async () => {
  const world = await open([tokens(1)], undefined, true);
  expect(world.keeper.state).toMatchObject({ kind: 'signed-in', locked: true });
});

test('goes on with the session when Google’s sign-in comes to nothing, and replaces it when it doesn’t', async () => {
  const stopped = await open([tokens(1)]);
  await stopped.keeper.signIn();
  await expect
    .poll(() => stopped.keeper.state)
    .toMatchObject({ kind: 'signed-in', session: 0, change: { kind: 'failed', failure: 'cancelled' } });
  const replaced = await open([tokens(1)], tokens(7));
  await replaced.keeper.signIn();
  await expect.poll(() => replaced.loggedOut).toEqual(['refresh-1']);
  expect(replaced.keeper.state).toMatchObject({ session: 1, change: { kind: 'none' } });
});

test.each(['a renewal', 'a switch'])(
  'tells whoever holds the till’s key when %s hears of its end',
  async (by) => {
    const world = await open([tokens(1), refused('till.refused', { reason: 'till-revoked' })]);
    world.pins.push(refused('till.refused', { reason: 'till-revoked' }));
    await (by === 'a switch'
      ? world.keeper.switchTo(wish)
      : world.keeper.accessToken({ refused: 'access-1' }));
    expect(world.tillsLost()).toBe(1);
    expect(world.keeper.state).toEqual({ kind: 'signed-out', failure: 'till-refused' });
  },
);
