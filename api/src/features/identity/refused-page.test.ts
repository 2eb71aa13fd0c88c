import type { ProblemCode } from '@foyer/shared/problems';
import { expect, test } from 'vitest';
import { refusedPage } from './refused-page.ts';

test.each<[ProblemCode, object, string]>([
  ['auth.refused', { reason: 'sign-in-unknown' }, 'already used'],
  ['auth.refused', { reason: 'redirect-uri' }, 'not registered here'],
  ['request.invalid', {}, 'is not whole'],
  ['rate.limited', { retryAfterSeconds: 9 }, 'Too many sign-ins'],
  ['service.unavailable', { retryAfterSeconds: 1 }, 'can’t reach its database'],
  ['internal', {}, 'made a mistake'],
  ['request.too-large', {}, 'sign in again'],
])('a person reads of %s %j what to do', (code, details, text) => {
  const { page, headers } = refusedPage({ code, details: { ...details } });
  expect(page).toContain(text);
  expect(page).not.toMatch(/<script/i);
  expect(headers['content-security-policy']).toContain(`default-src 'none'`);
});
