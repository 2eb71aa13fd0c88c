// @vitest-environment node
import { expect, test } from 'vitest';
import { containedPath } from './contained-path.ts';

test.each(['/index.html', '/assets/a.js', '/a%20b.css'])('finds %s inside', (path) => {
  expect(containedPath('/app/pages', path)).toBe(`/app/pages${decodeURIComponent(path)}`);
});

test.each([
  '/../secret',
  '/..%2fsecret',
  '/%2e%2e/secret',
  '/%2e%2e%2fsecret',
  '/..%5csecret',
  '/assets/../../secret',
  '/%252e%252e%252fsecret',
  '/a%00.html',
  '/',
  '/%',
  '/../pages-of-others/x',
])('finds nothing at %s', (path) => {
  expect(containedPath('/app/pages', path)).toBeNull();
});
