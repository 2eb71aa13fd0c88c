import { Secret } from './platform/secret.ts';

export interface JwtKey {
  readonly kid: string;
  readonly secret: Secret;
}

/** The keys that sign and verify access tokens; the first one signs. */
export function jwtKeysOf(read: {
  readonly JWT_KEYS: readonly string[];
  readonly JWT_SECRET: string;
}): readonly JwtKey[] {
  const rotating = read.JWT_KEYS.map((entry) => {
    const at = entry.indexOf(':');
    return { kid: entry.slice(0, at), secret: new Secret(entry.slice(at + 1)) };
  });
  return [...rotating, ...(read.JWT_SECRET ? [{ kid: 'main', secret: new Secret(read.JWT_SECRET) }] : [])];
}

/** What was given, as text, before anything is known about its shape. */
export type Given = Readonly<Record<string, string | undefined>>;

/** The entries of a list in its text form. */
export function entriesOf(given: Given, name: string): string[] {
  return (given[name] ?? '').split(',').flatMap((part) => part.trim() || []);
}

/** What is wrong with the keys, one sentence each. */
export function jwtFaults(given: Given): string[] {
  const single = given['JWT_SECRET'] ?? '';
  const rotating = entriesOf(given, 'JWT_KEYS');
  if (single === '' && rotating.length === 0) return ['JWT_SECRET: is needed, 32 characters or more'];
  const faults = rotating.flatMap((entry, index) =>
    /^[\w-]{1,40}:.{32,}$/.test(entry)
      ? []
      : [`JWT_KEYS: entry ${index + 1} is not kid:secret with 32 characters or more`],
  );
  const kids = [...rotating.map((entry) => entry.split(':')[0]), ...(single === '' ? [] : ['main'])];
  if (new Set(kids).size < kids.length) faults.push('JWT_KEYS: names a key id twice (JWT_SECRET is main)');
  if (single !== '' && single.length < 32) faults.push('JWT_SECRET: has fewer than 32 characters');
  return faults;
}
