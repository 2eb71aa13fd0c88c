// @vitest-environment node
import { expect, test } from 'vitest';
import { openBrowser } from './browser.ts';

const apiUrl = 'https://api.example';

test('hands the browser an address of our API', async () => {
  const opened: string[] = [];
  expect(await openBrowser(`${apiUrl}/api/auth/google/login?x=1`, parts(opened))).toBe(true);
  expect(opened).toEqual([`${apiUrl}/api/auth/google/login?x=1`]);
});

test.each([
  'file:///etc/passwd',
  'smb://evil.example/share',
  'ms-msdt:/id PCWDiagnostic',
  'javascript:alert(1)',
  'foyer://custom',
  'https://evil.example/',
  'https://api.example.evil.example/',
  'https://api.example@evil.example/',
  'http://api.example/',
  '--help',
  '',
])('never hands the system %j', async (address) => {
  const opened: string[] = [];
  expect(await openBrowser(address, parts(opened))).toBe(false);
  expect(await openBrowser(address, { ...parts(opened), command: '/nowhere/browser' })).toBe(false);
  expect(opened).toEqual([]);
});

test('says so where no browser can be started', async () => {
  const command = '/nowhere/browser';
  expect(await openBrowser(`${apiUrl}/login`, { ...parts([]), command })).toBe(false);
});

function parts(opened: string[]) {
  return {
    apiUrl,
    command: null,
    openExternal: (address: string) => {
      opened.push(address);
      return Promise.resolve();
    },
  };
}
