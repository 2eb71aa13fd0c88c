import { expect, test } from 'vitest';
import { withoutCredentials } from './secret.ts';

test.each([
  ['redis://:s3@cretpw@127.0.0.1:1', 'redis://127.0.0.1:1'],
  ['mongodb://foyer:pw@a:1,b:2/?replicaSet=rs', 'mongodb://a:1,b:2/?replicaSet=rs'],
  ['redis://127.0.0.1:6379', 'redis://127.0.0.1:6379'],
])('shows %s as %s', (address, shown) => {
  expect(withoutCredentials(address)).toBe(shown);
});
