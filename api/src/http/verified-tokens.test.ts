import { expect, test } from 'vitest';
import { VerifiedTokens } from './verified-tokens.ts';

test('a verified token is known until the second it expires, and not a moment longer', () => {
  let nowMs = 1_000_000;
  const tokens = new VerifiedTokens(() => nowMs);
  tokens.keep('Bearer a', { exp: 1_001 });
  expect(tokens.find('Bearer a')).toEqual({ exp: 1_001 });
  nowMs = 1_000_999;
  expect(tokens.find('Bearer a')).toEqual({ exp: 1_001 });
  nowMs = 1_001_000;
  expect(tokens.find('Bearer a')).toBeNull();
});

test('a token that differs by one character is not known', () => {
  const tokens = new VerifiedTokens(() => 0);
  tokens.keep('Bearer abc', { exp: 10 });
  expect(tokens.find('Bearer abd')).toBeNull();
  expect(tokens.find('bearer abc')).toBeNull();
});
