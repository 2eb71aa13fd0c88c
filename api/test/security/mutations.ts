/** Spoils a good value in one place, as somebody would who read the contract. */
import fc from 'fast-check';
import { hostileKeys, hostileValues } from './hostile-values.ts';

type Json = unknown;

const hostile = fc.constantFrom(...hostileValues);

/** The JSON text of the value with one thing wrong in it. */
export function spoiledText(good: fc.Arbitrary<Json>): fc.Arbitrary<string> {
  return fc
    .tuple(good, fc.nat(), hostile, fc.constantFrom(...hostileKeys), fc.nat(4))
    .map(([value, place, wrong, key, kind]) => spoil(value, { place, wrong, key, kind }));
}

interface Spoiling {
  readonly place: number;
  readonly wrong: Json;
  readonly key: string;
  readonly kind: number;
}

function spoil(value: Json, { place, wrong, key, kind }: Spoiling): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return textOf(wrong);
  const names = Object.keys(value);
  const name = names[place % Math.max(names.length, 1)] ?? 'x';
  const fields = value as Readonly<Record<string, Json>>;
  switch (kind) {
    case 0: // a key too many
      return withKey(fields, key, wrong);
    case 1: // a key too few
      return textOf(Object.fromEntries(names.filter((one) => one !== name).map((one) => [one, fields[one]])));
    case 2: // something wrong inside a list
      return textOf({ ...fields, [name]: [fields[name], wrong].flat(1) });
    case 3: // what should be one value is an operator around it
      return textOf({ ...fields, [name]: { $in: [fields[name]] } });
    default:
      return textOf({ ...fields, [name]: wrong });
  }
}

/** By text: `__proto__` in an object literal would be no key. */
function withKey(fields: Readonly<Record<string, Json>>, key: string, wrong: Json): string {
  const rest = textOf(fields).slice(1, -1);
  return `{${rest}${rest === '' ? '' : ','}${JSON.stringify(key)}:${textOf(wrong)}}`;
}

function textOf(value: Json): string {
  return JSON.stringify(value) ?? 'null';
}
