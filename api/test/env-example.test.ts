import { readFile } from 'node:fs/promises';
import { Environment } from '@foyer/api/config';
import { expect, test } from 'vitest';

const file = new URL('../../.env.example', import.meta.url);
const lines = (await readFile(file, 'utf8')).split('\n');

/** `NAME=value`, or the same commented out where the server has a default. */
const assignments = lines.flatMap((line, index) => {
  const [, name = '', value = ''] = /^#?([A-Z_]+)=(.*)$/.exec(line) ?? [];
  return name === '' ? [] : [{ name, value, comment: lines[index - 1] ?? '' }];
});

test('.env.example and the server name the same variables, in the same order', () => {
  expect(assignments.map(({ name }) => name)).toEqual(Object.keys(Environment.shape));
});

test('each variable is explained in the words of the server', () => {
  const explained = Object.fromEntries(assignments.map(({ name, comment }) => [name, comment]));
  const described = Object.entries(Environment.shape).map(([name, schema]) => [
    name,
    `# ${schema.description ?? ''}`,
  ]);
  expect(explained).toEqual(Object.fromEntries(described));
});

test('no secret has a value that somebody could leave in place', () => {
  const secrets = assignments.filter(({ name }) => /SECRET|KEYS/.test(name));
  expect(secrets.map(({ name }) => name)).toEqual([
    'GOOGLE_CLIENT_SECRET',
    'JWT_SECRET',
    'JWT_KEYS',
    'TICKET_SECRET',
    'STRIPE_SECRET_KEY',
    'STRIPE_WEBHOOK_SECRET',
  ]);
  expect(secrets.filter(({ value }) => value !== '')).toEqual([]);
});
