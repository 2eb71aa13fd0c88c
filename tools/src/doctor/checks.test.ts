import { expect, test } from 'vitest';
import { nodeFinding } from './checks.ts';

test('an old Node is missing, with the command that mends it', () => {
  expect(nodeFinding('24.1.0')).toEqual({ isThere: true, line: 'node 24.1.0' });
  expect(nodeFinding('20.11.0')).toMatchObject({ isThere: false, remedy: 'npm install' });
});
