// @vitest-environment node
import { expect, test } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { mayRequest } from './guards.ts';
import { readSettings } from './settings.ts';

const borders = { pageOrigin: 'app://foyer', apiUrl: 'https://api.example' };

test.each(['app://foyer/index.html', 'https://api.example/api/me', 'wss://api.example/socket.io/?x=1'])(
  'lets the window ask %s',
  (address) => {
    expect(mayRequest(address, borders)).toBe(true);
  },
);

test.each([
  'https://api.example.evil.example/',
  'http://api.example/',
  'app://foyer.evil/index.html',
  'file:///etc/passwd',
  'https://fonts.example/inter.woff2',
])('does not let the window ask %s', (address) => {
  expect(mayRequest(address, borders)).toBe(false);
});

test('lets the page connect to its API and nowhere else', () => {
  const policy = contentSecurityPolicy('https://api.example', 'n1');
  expect(policy).toContain('connect-src https://api.example wss://api.example;');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
});

test('refuses an API in clear text on another machine, and switches for tests in a packaged program', () => {
  expect(() => readSettings({ FOYER_API_URL: 'http://api.example' }, true)).toThrow('https');
  const env = { FOYER_BROWSER_COMMAND: '/bin/sh', FOYER_RENDERER_URL: 'http://127.0.0.1:5173' };
  expect(readSettings(env, true)).toMatchObject({ browserCommand: null, rendererUrl: null });
  expect(readSettings(env, false)).toMatchObject({ browserCommand: '/bin/sh' });
});

test('the guest’s page asks for its own files and for nothing else, the API included', () => {
  const guests = { pageOrigin: 'app://guest', apiUrl: null };
  expect(mayRequest('app://guest/guest.html', guests)).toBe(true);
  for (const address of [
    'app://foyer/index.html',
    'https://api.example/health',
    'wss://api.example/socket.io/',
  ])
    expect(mayRequest(address, guests)).toBe(false);
});
