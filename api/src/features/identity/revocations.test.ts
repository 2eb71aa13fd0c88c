import { SessionId, TillId, UserId } from '@foyer/shared/ids';
import { expect, test } from 'vitest';
import type { AccessClaims } from '../../http/authenticate.ts';
import { Revocations } from './revocations.ts';

const keepMs = 660_000;
const claims: AccessClaims = {
  sub: UserId.parse('usr_a'),
  sid: SessionId.parse('ses_a'),
  role: 'CASHIER',
  rv: 2,
  till: TillId.parse('til_a'),
  by: 'GOOGLE',
  exp: 1,
};

function revocationsAt(clock = { nowMs: 0 }): Revocations {
  return new Revocations({ now: () => new Date(clock.nowMs) }, keepMs);
}

const standing = (roleVersion: number, isDisabled = false) =>
  ({ kind: 'standing', standing: { userId: 'usr_a', roleVersion, isDisabled } }) as const;

test('nothing is said against people and sessions nobody revoked', () => {
  expect(revocationsAt().reasonAgainst(claims)).toBeNull();
});

test.each([
  [1, null],
  [2, null],
  [3, 'role-changed'],
])('a token of role version 2 meets a person at %i: %s', (version, reason) => {
  const revocations = revocationsAt();
  revocations.apply(standing(version));
  expect(revocations.reasonAgainst(claims)).toBe(reason);
});

test('whoever is disabled is refused until they are enabled again', () => {
  const revocations = revocationsAt();
  revocations.apply(standing(2, true));
  expect(revocations.reasonAgainst(claims)).toBe('disabled');
  revocations.apply(standing(2));
  expect(revocations.reasonAgainst(claims)).toBeNull();
});

test.each(['ses_a', 'usr_a'])('once %s is gone its tokens are refused', (id) => {
  const revocations = revocationsAt();
  revocations.apply({ kind: 'gone', id });
  expect(revocations.reasonAgainst(claims)).toBe('session-ended');
});

test('tokens of a revoked till are refused, however it was learned, and those of no till are not', () => {
  const [told, read] = [revocationsAt(), revocationsAt()];
  told.apply({ kind: 'gone', id: 'til_a' });
  read.replace({ standings: [], endedSessions: ['ses_a'], revokedTills: ['til_a'], erasedPeople: [] });
  expect([told, read].map(({ reasonAgainst }) => reasonAgainst(claims))).toEqual([
    'till-revoked',
    'till-revoked',
  ]);
  expect(told.reasonAgainst({ ...claims, till: null })).toBeNull();
});

test('reading everything anew forgets who is enabled again, and no session that has ended', () => {
  const revocations = revocationsAt();
  revocations.apply(standing(2, true));
  revocations.apply({ kind: 'gone', id: 'ses_b' });
  revocations.replace({ standings: [], endedSessions: [], revokedTills: [], erasedPeople: [] });
  expect(revocations.reasonAgainst(claims)).toBeNull();
  expect(revocations.reasonAgainst({ ...claims, sid: SessionId.parse('ses_b') })).toBe('session-ended');
});

test('an ended session is remembered for as long as a token of it may live', () => {
  const clock = { nowMs: 0 };
  const revocations = revocationsAt(clock);
  revocations.apply({ kind: 'gone', id: 'ses_a' });
  clock.nowMs = keepMs - 1;
  revocations.apply({ kind: 'gone', id: 'ses_b' });
  expect(revocations.reasonAgainst(claims)).toBe('session-ended');
  clock.nowMs = keepMs;
  revocations.apply({ kind: 'gone', id: 'ses_c' });
  expect(revocations.reasonAgainst(claims)).toBeNull();
});
