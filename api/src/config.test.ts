import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, type Config } from './config.ts';
import { createLogger } from './platform/logger.ts';

const key = 'k'.repeat(32);
const development = {
  APP_ENV: 'development',
  MONGO_URI: 'mongodb://127.0.0.1:27017/?replicaSet=foyer',
  REDIS_ADDR: '127.0.0.1:6379',
  GOOGLE_CLIENT_ID: 'foyer',
  GOOGLE_CLIENT_SECRET: 'the-google-secret',
  GOOGLE_REDIRECT_URL: 'http://127.0.0.1:8080/api/auth/google/callback',
  JWT_SECRET: key,
};
const ticketKey = 'tttttttttttttttttttttttt90213876';
const production = {
  ...development,
  APP_ENV: 'production',
  JWT_SECRET: 'kkkkkkkkkkkkkkkkkkkkkkkk12345678',
  TICKET_SECRET: ticketKey,
};

type Given = Readonly<Record<string, string | undefined>>;

function faultsOf(env: Given): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

const kidsOf = ({ jwtKeys }: Config): string[] => jwtKeys.map(({ kid }) => kid);

test('every fault is told at once, whatever it is about', () => {
  const faults = faultsOf({
    ...production,
    PORT: '65536',
    MONGO_URI: 'localhost',
    JWT_SECRET: 'short',
    DEMO_ROLES: 'somebody',
    GOOGLE_ISSUER: 'http://127.0.0.1:9000',
    LOG_LEVEL: 'loud',
  });
  const about = faults.map((fault) => fault.split(':')[0] ?? '');
  expect(about.sort()).toEqual([
    'DEMO_ROLES',
    'DEMO_ROLES',
    'GOOGLE_ISSUER',
    'JWT_SECRET',
    'LOG_LEVEL',
    'MONGO_URI',
    'PORT',
  ]);
});

test('an empty environment names what is needed, and an empty value is none', () => {
  const needed = faultsOf({}).map((fault) => fault.split(':')[0]);
  expect(needed).toEqual([
    'APP_ENV',
    'MONGO_URI',
    'REDIS_ADDR',
    'GOOGLE_CLIENT_ID',
    'GOOGLE_CLIENT_SECRET',
    'GOOGLE_REDIRECT_URL',
    'JWT_SECRET',
  ]);
  expect(faultsOf({ ...development, MONGO_URI: '' })).toHaveLength(1);
});

test.each([
  ['Cinema.Example', []],
  ['https://cinema.example', ['GOOGLE_HOSTED_DOMAIN: is not a domain such as cinema.example']],
  ['*', ['GOOGLE_HOSTED_DOMAIN: is not a domain such as cinema.example']],
])('a hosted domain of %s', (domain, faults) => {
  expect(faultsOf({ ...development, GOOGLE_HOSTED_DOMAIN: domain })).toEqual(faults);
});

describe('production', () => {
  test('takes Google and a whole set of secrets', () => {
    expect(faultsOf(production)).toEqual([]);
  });

  test.each([
    ['http://accounts.google.com'],
    ['https://localhost'],
    ['https://localhost:8443'],
    ['https://127.0.0.1'],
    ['https://127.1'],
    ['https://[::1]:9000'],
  ])('refuses the stand-in provider at %s', (address) => {
    for (const name of ['GOOGLE_ISSUER', 'GOOGLE_AUTH_URL', 'GOOGLE_TOKEN_URL', 'GOOGLE_CERTS_URL']) {
      expect(faultsOf({ ...production, [name]: address })).toEqual([
        `${name}: a stand-in provider is not for production`,
      ]);
      expect(faultsOf({ ...development, [name]: address })).toEqual([]);
    }
  });

  test.each<[string, Given, string]>([
    ['a short signing key', { JWT_SECRET: '1234567890abcdefghijklmnopqrstu' }, 'JWT_SECRET'],
    ['no signing key', { JWT_SECRET: undefined }, 'JWT_SECRET'],
    ['no ticket key', { TICKET_SECRET: undefined }, 'TICKET_SECRET'],
    ['a short ticket key', { TICKET_SECRET: '1234567890abcdefghijklmnopqrstu' }, 'TICKET_SECRET'],
    ['one letter over and over', { JWT_SECRET: key }, 'JWT_SECRET'],
    ['a short text over and over', { TICKET_SECRET: '0123456789abcdef'.repeat(2) }, 'TICKET_SECRET'],
    ['few letters', { JWT_KEYS: `new:${'abbacddc'.repeat(4)}aab` }, 'JWT_KEYS'],
    ['a key of the tests', { JWT_SECRET: 'a key of the tests that is long enough' }, 'JWT_SECRET'],
    ['a placeholder', { TICKET_SECRET: 'please-change-me-0123456789-abcdefgh' }, 'TICKET_SECRET'],
    ["Google's placeholder", { GOOGLE_CLIENT_SECRET: 'your-google-secret' }, 'GOOGLE_CLIENT_SECRET'],
    ['one key for two things', { JWT_SECRET: ticketKey }, 'TICKET_SECRET'],
    ['one key under two names', { JWT_KEYS: `new:${production.JWT_SECRET}` }, 'JWT_KEYS'],
    ['roles for demo accounts', { DEMO_ROLES: 'admin@example.test=ADMIN' }, 'DEMO_ROLES'],
  ])('refuses %s', (_name, change, about) => {
    expect(faultsOf({ ...production, ...change }).map((fault) => fault.split(':')[0])).toEqual([about]);
  });
});

describe('keys that sign tokens', () => {
  const old = 'o'.repeat(32);

  test('rotate: the first of JWT_KEYS signs, the rest still verify, JWT_SECRET last', () => {
    const config = readConfig({ ...development, JWT_KEYS: `2026-12:${key}:with:colons, 2026-11:${old}` });
    expect(kidsOf(config)).toEqual(['2026-12', '2026-11', 'main']);
    expect(config.jwtKeys[0]?.secret.reveal()).toBe(`${key}:with:colons`);
  });

  test('need no JWT_SECRET beside JWT_KEYS', () => {
    const config = readConfig({ ...development, JWT_SECRET: undefined, JWT_KEYS: `new:${key},` });
    expect(kidsOf(config)).toEqual(['new']);
  });

  test.each([
    ['no id', `:${key}`],
    ['an id that is none', `a b:${key}`],
    ['no secret', 'new'],
    ['a short secret', 'new:short'],
    ['the same id twice', `new:${key},new:${old}`],
    ['the id that JWT_SECRET has', `main:${old}`],
  ])('are refused with %s, and the refusal keeps their secret', (_name, keys) => {
    const faults = faultsOf({ ...development, JWT_KEYS: keys });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^JWT_KEYS: /);
    expect(faults[0]).not.toContain(old);
  });
});

test('what production refuses is good enough to develop with, and no fault shows a secret', () => {
  const weak = { ...development, JWT_SECRET: key, TICKET_SECRET: key };
  expect(faultsOf(weak)).toEqual([]);
  const faults = faultsOf({ ...weak, APP_ENV: 'production' });
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.join()).not.toContain('kkkk');
});

test('secrets print as [secret] wherever the configuration is shown', () => {
  const config = readConfig({ ...production, JWT_KEYS: `new:${'n'.repeat(32)}abcdefgh` });
  const lines: string[] = [];
  const log = createLogger('info', { write: (line: string) => void lines.push(line) });
  log.info({ config }, 'shown');
  const shown = [
    inspect(config, { depth: null }),
    JSON.stringify(config),
    config.google.clientSecret.toString(),
    ...lines,
  ];
  for (const text of shown) {
    expect(text).toContain('[secret]');
    expect(text).not.toMatch(/k{32}|t{32}|n{32}|the-google-secret/);
  }
  expect(Object.isFrozen(config)).toBe(true);
});

test('units are the domain’s: milliseconds, addresses, lists', () => {
  const config = readConfig({
    ...development,
    HOLD_TTL_SECONDS: '2',
    FRONTEND_URL: 'https://shop.example.test',
    CORS_ORIGINS: ' app://foyer , https://other.example.test,',
    BOOTSTRAP_ADMIN_EMAILS: 'Boss@Example.test',
    DEMO_ROLES: 'Anna@example.test=CASHIER',
  });
  expect(config).toMatchObject({
    holds: { ttlMs: 2_000, capMs: 900_000 },
    redis: { url: 'redis://127.0.0.1:6379', nodes: [], namespace: 'foyer' },
    roles: ['api', 'worker'],
    corsOrigins: ['https://shop.example.test', 'app://foyer', 'https://other.example.test'],
    bootstrapAdminEmails: ['boss@example.test'],
  });
  expect([...config.demoRoles]).toEqual([['anna@example.test', 'CASHIER']]);
});

test.each(['*', 'shop.example.test', 'https://shop.example.test/', 'https://*.example.test'])(
  'an origin that could match nothing is a fault: %s',
  (origin) => {
    expect(() => readConfig({ ...development, CORS_ORIGINS: origin })).toThrow('is not an origin such as');
  },
);

describe('REDIS_ADDR', () => {
  const nodesOf = (address: string) => readConfig({ ...development, REDIS_ADDR: address }).redis.nodes;

  test('of one server is its address, with or without redis://', () => {
    expect([nodesOf('127.0.0.1:6379'), nodesOf('rediss://u:p@redis.example.test')]).toEqual([[], []]);
  });

  test('with several nodes is a cluster, all of them with the first one’s scheme and password', () => {
    expect(nodesOf('a.test:1, b.test:2')).toEqual(['redis://a.test:1', 'redis://b.test:2']);
    expect(nodesOf('rediss+cluster://u:p@a.test:1,b.test:2')).toEqual([
      'rediss://u:p@a.test:1',
      'rediss://u:p@b.test:2',
    ]);
    expect(nodesOf('redis+cluster://a.test:1')).toEqual(['redis://a.test:1']);
  });

  test.each([
    'redis://',
    'a.test:1,',
    'a.test:1,b.test',
    'http://a.test:1',
    'a.test:1,b .test:2',
    'a.test:x',
  ])('that names nobody is a fault: %s', (address) => {
    expect(faultsOf({ ...development, REDIS_ADDR: address }).map((fault) => fault.split(':')[0])).toEqual([
      'REDIS_ADDR',
    ]);
  });
});
