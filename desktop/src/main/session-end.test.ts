// @vitest-environment node
import { UserId } from '@foyer/shared/ids';
import { expect, test } from 'vitest';
import { openKeeper as open, refused, tokens } from './session-keeper.harness.ts';

const casey = { userId: UserId.parse('usr_casey'), pin: '4711' };

test('keeps the counter of whoever’s shift has ended, locked, until they sign in again', async () => {
  const world = await open([tokens(1, 'usr_casey'), refused('auth.refused', { reason: 'session-over' })]);
  const [first] = world.states.slice(-1);
  const token = await world.keeper.accessToken({ refused: 'head.' });
  expect(token).toMatchObject({ kind: 'token' });
  const { token: last } = token as { readonly token: string };
  expect(await world.keeper.accessToken({ refused: last })).toEqual({ kind: 'none', reason: 'unreachable' });
  expect(first).toMatchObject({ kind: 'signed-in', locked: false, isOver: false });
  expect(world.states.at(-1)).toMatchObject({ person: 'usr_casey', session: 0, locked: true, isOver: true });
  expect(await world.vault.read('session')).toBeNull();
  world.pins.push(tokens(8, 'usr_casey'));
  await world.keeper.switchTo(casey);
  expect(world.states.at(-1)).toMatchObject({
    person: 'usr_casey',
    session: 1,
    locked: false,
    isOver: false,
  });
  expect(world.loggedOut).toEqual([]);
});

test('says to the minute when the session is over', async () => {
  const world = await open([tokens(1)]);
  const { endsAt } = world.states.at(-1) as { readonly endsAt: string };
  expect(endsAt).toMatch(/:00\.000Z$/);
  expect(Math.abs(Date.parse(endsAt) - Date.now() - 43_200_000)).toBeLessThan(60_000);
});

test('begins with the sign-in where the shift ended while the program was not running', async () => {
  const world = await open([refused('auth.refused', { reason: 'session-over' })]);
  expect(world.states.at(-1)).toEqual({ kind: 'signed-out', failure: 'session-ended' });
});

test('signs out at once, sale or not, whoever may not go on', async () => {
  const world = await open([tokens(1), refused('auth.refused', { reason: 'session-ended' })]);
  await world.keeper.accessToken({ refused: 'access-1' });
  expect(world.states.at(-1)).toEqual({ kind: 'signed-out', failure: 'session-ended' });
});
