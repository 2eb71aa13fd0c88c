import { expect, test } from 'vitest';
import { findSecrets } from './find-secrets.ts';

/** Put together here, so that the check does not find this very file. */
const joined = (...parts: readonly string[]): string => parts.join('');

const planted: readonly (readonly [string, string])[] = [
  ['a private key', joined('-----BEGIN ', 'PRIVATE KEY-----\n', 'MIIEvQ'.repeat(10))],
  ['a live Stripe key', joined('sk_', 'live_', 'a1B2'.repeat(6))],
  ['a Stripe webhook secret', joined('whsec_', 'a1B2'.repeat(8))],
  ['a Google client secret', joined('GOCSPX-', 'a1B2'.repeat(7))],
  ['a Google API key', joined('AIza', 'a1B2c'.repeat(7))],
  [
    'a signed token',
    joined('eyJ', 'hbGciOiJI'.repeat(2), '.eyJ', 'zdWIiOiJ1'.repeat(2), '.', 'c2ln'.repeat(8)),
  ],
  ['an AWS key', joined('AKIA', 'ABCD'.repeat(4))],
  ['a GitHub token', joined('ghp_', 'a1B2'.repeat(9))],
  ['a Slack token', joined('xoxb-', '1234'.repeat(6))],
  ['a password in an address', joined('mongodb://', 'foyer:', 'correcthorse@db.example.test')],
];

test.each(planted)('finds %s, and says where without repeating it', (what, secret) => {
  const hits = findSecrets('some/file.ts', `one line\nconst x = '${secret}';\n`);
  expect(hits).toEqual([{ path: 'some/file.ts', line: 2, what }]);
  expect(JSON.stringify(hits)).not.toContain(secret);
});

test.each([
  'smtp://user:password@host:port',
  'rediss://u:p@redis.example.test',
  `mongodb://foyer:\${MONGO_PASSWORD}@mongo:27017`,
  'http://127.0.0.1:8080/a@b',
  'sk_test_51abcdefghijklmnopqrstuvwxyz',
  'whsec_of_the_tests',
  'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1XzEifQ.',
  '-----BEGIN PRIVATE KEY-----',
])('leaves alone what only looks like one: %s', (text) => {
  expect(findSecrets('some/file.ts', text)).toEqual([]);
});
