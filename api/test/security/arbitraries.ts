/** Values that fit a contract's schema, made from the schema itself; known ids take the places of free texts. */
import fc from 'fast-check';
import { z } from 'zod';

/** What exists, by the name of the field that takes it; `name[]` are whole lists. */
export type Pool = Readonly<Record<string, readonly unknown[]>>;

/** The part of JSON Schema that zod writes for our contracts. */
const Shape = z.looseObject({
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
type Shape = z.infer<typeof Shape>;

type Any = fc.Arbitrary<unknown>;

/** Input of the schema; most of what it makes fits, rules between fields may still refuse it. */
export function inputOf(schema: z.ZodType, pool: Pool): Any {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return valueOf(Shape.parse(shape), { name: '', pool });
}

interface Place {
  readonly name: string;
  readonly pool: Pool;
}

function valueOf(shape: Shape, place: Place): Any {
  const known = place.pool[shape.type === 'array' ? `${place.name}[]` : place.name];
  if (known !== undefined && known.length > 0) return fc.constantFrom(...known);
  if ('const' in shape) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  // Beside properties it only says which of them there have to be.
  const kinds = shape.properties ? undefined : (shape.anyOf ?? shape.oneOf);
  if (kinds) return fc.oneof(...kinds.map((one) => valueOf(Shape.parse(one), place)));
  switch (shape.type) {
    case 'object':
      return objectOf(shape, place);
    case 'array':
      return arrayOf(shape, place);
    case 'integer':
    case 'number':
      return numberOf(shape);
    case 'boolean':
      return fc.boolean();
    default:
      return textOf(shape);
  }
}

function objectOf(shape: Shape, { pool }: Place): Any {
  const properties = Object.entries(shape.properties ?? {});
  const model = Object.fromEntries(
    properties.map(([name, one]): [string, Any] => [name, valueOf(Shape.parse(one), { name, pool })]),
  );
  return fc.record(model, { requiredKeys: shape.required ?? [], noNullPrototype: true });
}

function arrayOf(shape: Shape, { name, pool }: Place): Any {
  const item = valueOf(Shape.parse(shape.items ?? {}), { name, pool });
  const minLength = shape.minItems ?? 0;
  const maxLength = Math.max(minLength, Math.min(shape.maxItems ?? 4, 4));
  return fc.uniqueArray(item, { minLength, maxLength, selector: (value) => JSON.stringify(value) });
}

/** Ends of the range as often as what lies between. */
function numberOf({ minimum = 0, maximum = 1_000_000, type }: Shape): Any {
  const ends = fc.constantFrom(minimum, maximum, Math.min(minimum + 1, maximum));
  const between = type === 'integer' ? fc.integer({ min: minimum, max: maximum }) : fc.nat(maximum);
  return fc.oneof(ends, between);
}

const formats: Readonly<Record<string, readonly string[]>> = {
  email: ['guest@example.test', 'a+b@example.test'],
  uri: ['http://127.0.0.1:49151/signed-in', 'https://evil.example/', 'foyer://x'],
  date: ['2026-11-25', '2024-02-29', '0001-01-01', '9999-12-31'],
  'date-time': ['2026-11-25T19:00:00.000Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999Z'],
};

const unicodeTexts = ['Zoë', '映画館', '👩‍👩‍👧', 'e\u0301', '\u202eabc', 'ß', 'a\tb', ' x '];

function textOf({ format, pattern, minLength = 0, maxLength = 40 }: Shape): Any {
  const examples = formats[format ?? ''];
  if (examples) return fc.constantFrom(...examples);
  if (pattern !== undefined) return isOpen(pattern) ? orUnicode(matching(pattern)) : matching(pattern);
  const plain = fc.string({ minLength, maxLength: Math.min(maxLength, 60) });
  return orUnicode(plain);
}

/** Whether a pattern only keeps some characters out. */
function isOpen(pattern: string): boolean {
  return pattern.startsWith('^[^') || pattern.startsWith('[^');
}

function orUnicode(arbitrary: Any): Any {
  return fc.oneof({ weight: 3, arbitrary }, { weight: 1, arbitrary: fc.constantFrom(...unicodeTexts) });
}

const byPattern = new Map<string, Any>();

/** Kept: making one takes milliseconds. */
function matching(pattern: string): Any {
  const known = byPattern.get(pattern);
  if (known) return known;
  const made = fc.stringMatching(new RegExp(pattern, 'u'));
  byPattern.set(pattern, made);
  return made;
}
