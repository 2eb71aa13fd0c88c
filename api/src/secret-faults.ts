import { entriesOf, type Given } from './jwt-config.ts';

/** Fewer different characters than any 32 random hexadecimal ones have. */
const leastDistinct = 8;
const leastLength = 32;

/** What people leave in place, and what our own tests and examples say. */
const placeholder =
  /change.?me|replace.?me|placeholder|your.?(jwt|secret|key|ticket|google)|password|example|^secret|a key of the tests/i;

/** Secrets that guard production and that anybody could guess, or that open two doors at once. Never shows one. */
export function secretFaults(given: Given): string[] {
  if (given['APP_ENV'] !== 'production') return [];
  const keys = [...namedKeys(given), ...rotatingKeys(given)];
  const foreign = ['GOOGLE_CLIENT_SECRET', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'].flatMap((name) =>
    entry(name, given[name]),
  );
  const faults = [
    ...keys.filter(({ value }) => isGuessable(value)).map(({ name }) => `${name}: can be guessed`),
    ...[...keys, ...foreign]
      .filter(({ value }) => placeholder.test(value))
      .map(({ name }) => `${name}: is a value of examples, not a secret`),
    ...repeated([...keys, ...foreign]),
  ];
  return [...new Set(faults)];
}

interface NamedSecret {
  readonly name: string;
  readonly value: string;
}

function entry(name: string, value: string | undefined): NamedSecret[] {
  return value === undefined || value === '' ? [] : [{ name, value }];
}

function namedKeys(given: Given): NamedSecret[] {
  return ['JWT_SECRET', 'TICKET_SECRET'].flatMap((name) => entry(name, given[name]));
}

function rotatingKeys(given: Given): NamedSecret[] {
  return entriesOf(given, 'JWT_KEYS').flatMap((text) => entry('JWT_KEYS', text.slice(text.indexOf(':') + 1)));
}

/** Few characters, or a short text over and over. What is too short anyway is told elsewhere. */
function isGuessable(value: string): boolean {
  if (value.length < leastLength) return false;
  const isPeriodic = `${value}${value}`.indexOf(value, 1) < value.length;
  return isPeriodic || new Set(value).size < leastDistinct;
}

function repeated(secrets: readonly NamedSecret[]): string[] {
  const byValue = Map.groupBy(secrets, ({ value }) => value);
  return [...byValue.values()].flatMap((same) => {
    const [first, second] = same;
    return first && second ? [`${second.name}: is the same as ${first.name}`] : [];
  });
}
