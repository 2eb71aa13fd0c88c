import { SessionId } from '@foyer/shared/ids';
import { expect, test } from 'vitest';
import { Secret } from '../../platform/secret.ts';
import { createRefreshTokens } from './refresh-token.ts';

const keyOf = (letter: string) => ({ secret: new Secret(letter.repeat(32)) });
const tokens = createRefreshTokens([keyOf('a')]);
const session = SessionId.parse('ses_one');

test('a token names its session, and so do its successors', () => {
  const token = tokens.first(session);
  const [successor = ''] = tokens.successorsOf(token);
  expect([tokens.sessionOf(token), tokens.sessionOf(successor)]).toEqual([session, session]);
  expect(successor).not.toBe(token);
  expect(token.length).toBeLessThanOrEqual(200);
});

test('a predecessor has the same successor every time, and two sessions have nothing in common', () => {
  const token = tokens.first(session);
  expect(tokens.successorsOf(token)).toEqual(tokens.successorsOf(token));
  expect(tokens.first(session)).not.toBe(token);
});

test.each([
  '',
  '.',
  'ses_one',
  'ses_one.x',
  'ses_one.secret.seal',
  'ses_one..',
  `ses_one.${'x'.repeat(43)}.${'y'.repeat(22)}`,
])('a made-up token %j is nobody’s', (token) => {
  expect(tokens.sessionOf(token)).toBeNull();
});

test('a token whose session was exchanged is nobody’s', () => {
  expect(tokens.sessionOf(tokens.first(session).replace('ses_one', 'ses_two'))).toBeNull();
});

test('a new signing key in front keeps the tokens of the old one', () => {
  const both = createRefreshTokens([keyOf('b'), keyOf('a')]);
  const token = tokens.first(session);
  expect(both.sessionOf(token)).toBe(session);
  expect(both.successorsOf(token)).toContain(tokens.successorsOf(token)[0]);
  expect(createRefreshTokens([keyOf('b')]).sessionOf(token)).toBeNull();
});
