import { expect, test } from 'vitest';
import { clientOf } from './client.policy.ts';

test.each([
  ['http://127.0.0.1:49151/signed-in', 'Foyer', { kind: 'DESKTOP', name: 'Foyer' }],
  ['https://shop.example.test/signed-in', undefined, { kind: 'WEB', name: null }],
  ['https://shop.example.test/signed-in', ' \u0000\u001B[31m ', { kind: 'WEB', name: '[31m' }],
  ['http://[::1]:1/', 'x'.repeat(500), { kind: 'DESKTOP', name: 'x'.repeat(120) }],
])('%s with %j', (redirectUri, userAgent, client) => {
  expect(clientOf(redirectUri, userAgent)).toEqual(client);
});
