import { expect, test } from 'vitest';
import { isAllowedRedirect, redirectWith } from './redirect-uri.policy.ts';

const web = ['https://shop.example.test/signed-in'];

test.each([
  'http://127.0.0.1:1/',
  'http://127.0.0.1:49152/signed-in',
  'http://127.0.0.1:65535',
  'http://127.0.0.1:8081/a/b?c=d',
  'http://[::1]:49152/signed-in',
  'https://shop.example.test/signed-in',
])('a sign-in may return to %s', (uri) => {
  expect(isAllowedRedirect(uri, web)).toBe(true);
});

test.each([
  ['a name that can be made to mean another machine', 'http://localhost:8081/'],
  ['no port', 'http://127.0.0.1/'],
  ['port 0', 'http://127.0.0.1:0/'],
  ['a port that there is not', 'http://127.0.0.1:65536/'],
  ['another loopback number', 'http://127.0.0.2:8081/'],
  ['a shortened number', 'http://127.1:8081/'],
  ['a whole number', 'http://2130706433:8081/'],
  ['TLS on loopback', 'https://127.0.0.1:8081/'],
  ['a user name that hides the host', 'http://127.0.0.1:8081@evil.test/'],
  ['a backslash that hides the host', 'http://127.0.0.1:8081\\@evil.test/'],
  ['a longer name', 'http://127.0.0.1.evil.test:8081/'],
  ['a fragment', 'http://127.0.0.1:8081/#here'],
  ['a line break', 'http://127.0.0.1:8081/\r\nset-cookie:a=b'],
  ['a listed address with more behind it', 'https://shop.example.test/signed-in/more'],
  ['a listed address with a query', 'https://shop.example.test/signed-in?next=x'],
  ['a listed address in capitals', 'https://SHOP.example.test/signed-in'],
  ['any other address', 'https://evil.test/'],
  ['a script', 'javascript:alert(1)'],
])('a sign-in may not return to %s', (_what, uri) => {
  expect(isAllowedRedirect(uri, web)).toBe(false);
});

test('what is handed back replaces what the client had under the same name', () => {
  expect(redirectWith('http://127.0.0.1:1/a?code=old&keep=1', { code: 'n&w', state: 's' })).toBe(
    'http://127.0.0.1:1/a?code=n%26w&keep=1&state=s',
  );
});
