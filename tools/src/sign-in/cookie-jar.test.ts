import { expect, test } from 'vitest';
import { CookieJar } from './cookie-jar.ts';

const page = new URL('http://127.0.0.1:8080/auth/abc');

function replySetting(...cookies: readonly string[]): Response {
  const headers = new Headers();
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { headers });
}

test('sends a cookie to every port of its host, and to no other host', () => {
  const jar = new CookieJar();
  jar.store(page, replySetting('a=1; path=/; HttpOnly', 'b=two=2; Path=/'));
  expect(jar.header(new URL('http://127.0.0.1:9999/x'))).toBe('a=1; b=two=2');
  expect(jar.header(new URL('http://localhost:8080/x'))).toBe('');
});

test('keeps a cookie to its path and what lies below', () => {
  const jar = new CookieJar();
  jar.store(page, replySetting('a=1; path=/auth/abc'));
  expect(jar.header(new URL('http://127.0.0.1/auth/abc/next'))).toBe('a=1');
  expect(jar.header(new URL('http://127.0.0.1/auth/abcd'))).toBe('');
  expect(jar.header(new URL('http://127.0.0.1/'))).toBe('');
});

test('forgets a cookie whose expiry is past and replaces one of the same name', () => {
  const jar = new CookieJar();
  jar.store(page, replySetting('a=1; path=/', 'b=1; path=/'));
  jar.store(page, replySetting('a=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT', 'b=2; path=/'));
  expect(jar.header(page)).toBe('b=2');
  jar.store(page, replySetting('b=2; path=/; Max-Age=0'));
  expect(jar.header(page)).toBe('');
});
