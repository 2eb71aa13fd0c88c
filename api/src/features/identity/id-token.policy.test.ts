import { expect, test } from 'vitest';
import { judgeIdToken, skewSeconds } from './id-token.policy.ts';

const nowSeconds = 1_800_000_000;
const good = {
  sub: '100000000000000000001',
  nonce: 'the-nonce',
  email: 'casey@cinema.example',
  email_verified: true,
  name: 'Casey Cashier',
  hd: 'cinema.example',
  iat: nowSeconds,
  exp: nowSeconds + 3_600,
};
const judge = (change: object, hostedDomain?: string) =>
  judgeIdToken({ ...good, ...change }, { nonce: 'the-nonce', hostedDomain, nowSeconds });
const person = { kind: 'person', person: { sub: good.sub, email: good.email, name: 'Casey Cashier' } };
const refused = (reason: string) => ({ kind: 'refused', reason });

test('a good token says who it is', () => {
  expect(judge({})).toEqual(person);
});

test('somebody whose name Google does not tell is called by the address', () => {
  const named = { kind: 'person', person: { sub: good.sub, email: good.email, name: good.email } };
  expect([judge({ name: undefined }), judge({ name: ' ' })]).toEqual([named, named]);
});

test.each([
  ['a few seconds ahead of us', { iat: nowSeconds + 5 }, person],
  ['ahead by as much as clocks may differ', { iat: nowSeconds + skewSeconds }, person],
  ['minutes ahead of us', { iat: nowSeconds + 180 }, refused('id-token-invalid')],
  ['just over', { exp: nowSeconds - 5 }, person],
  ['over for a minute', { exp: nowSeconds - skewSeconds }, refused('id-token-invalid')],
])('a token that is %s', (_what, change, verdict) => {
  expect(judge(change)).toEqual(verdict);
});

test.each([
  ['of the house', 'cinema.example', person],
  ['of the house in capitals', 'Cinema.Example', person],
  ['of another house', 'other.example', refused('hosted-domain')],
  ['of a part of the house', 'evil.cinema.example', refused('hosted-domain')],
  ['of no house, with an address that looks so', undefined, refused('hosted-domain')],
])('where only accounts of the house may sign in, one %s', (_what, hd, verdict) => {
  expect(judge({ hd }, 'cinema.example')).toEqual(verdict);
});

test('without that limit accounts of any house or none may', () => {
  expect([judge({ hd: 'other.example' }), judge({ hd: undefined })]).toEqual([person, person]);
});
