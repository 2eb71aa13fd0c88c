import { expect, test } from 'vitest';
import { createBrowserCookies, sameHostLogin } from './browser-cookie.ts';

const loopback = 'http://127.0.0.1:8080/api/auth/google/callback';

test('a cookie is read back for its own sign-in only', () => {
  const cookies = createBrowserCookies(loopback);
  const header = ['a', 'b'].map((state) => cookies.set(state, `secret-${state}`).split(';')[0]).join('; ');
  expect(cookies.read('a', header)).toBe('secret-a');
  expect(cookies.read('b', `x=y; ${header}`)).toBe('secret-b');
  expect(cookies.read('c', header)).toBeUndefined();
  expect(cookies.read('a', undefined)).toBeUndefined();
});

test('a cookie is out of reach of scripts and other sites, and goes over TLS unless on loopback', () => {
  expect(createBrowserCookies(loopback).set('a', 'b')).toMatch(/; Path=\/api\/auth; HttpOnly; SameSite=Lax$/);
  expect(createBrowserCookies('https://api.example.test/cb').set('a', 'b')).toMatch(/; Secure$/);
  expect(createBrowserCookies('http://api.example.test/cb').set('a', 'b')).toMatch(/; Secure$/);
});

test('a login under another name of this machine is sent to the name that the provider returns to', () => {
  const query = { state: 'a b', login_hint: undefined };
  expect(sameHostLogin(loopback, 'localhost:8080', query)).toBe(
    'http://127.0.0.1:8080/api/auth/google/login?state=a+b',
  );
});

test.each([
  ['the same name', '127.0.0.1:8080'],
  ['another port, so a proxy', 'localhost:3000'],
  ['a public name, so a proxy', 'api.example.test:8080'],
  ['no name', undefined],
  ['nonsense', '::::'],
])('a login with %s goes on where it is', (_what, host) => {
  expect(sameHostLogin(loopback, host, {})).toBeNull();
  expect(sameHostLogin('https://api.example.test/cb', host, {})).toBeNull();
});
