import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { preludes, readLua } from './lua-command.ts';

const folder = new URL('lua/', import.meta.url);
const commands = readdirSync(folder)
  .map((file) => file.replace('.lua', ''))
  .filter((name) => !preludes.includes(name));

describe.each(commands)('the header of %s.lua', (name) => {
  const text = readLua(name);
  const header = text.split('\n').filter((line) => line.startsWith('-- '));
  const body = text
    .split('\n')
    .filter((line) => !line.startsWith('-- '))
    .join('\n');
  const highest = (array: 'KEYS' | 'ARGV', source: string): number =>
    Math.max(
      0,
      ...[...source.matchAll(new RegExp(`${array}\\[(\\d+)`, 'g'))].map((match) => Number(match[1])),
    );

  it('names every key and argument that the body reads', () => {
    expect(highest('KEYS', header.join('\n'))).toBe(highest('KEYS', body));
    expect(highest('ARGV', header.join('\n'))).toBeGreaterThanOrEqual(highest('ARGV', body));
  });

  it('names every reply that the body gives, and no other', () => {
    const promised = header.flatMap((line) => /^-- REPLY (\w+)/.exec(line)?.[1] ?? []);
    const missing = body.includes('missing(') ? ['EXPIRED', 'NOT_FOUND'] : [];
    const given = [...body.matchAll(/return \{ '(\w+)'/g)].flatMap((match) => match[1] ?? []);
    expect(new Set(promised)).toEqual(new Set([...given, ...missing]));
  });

  it('stays within sixty lines', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(61);
  });
});
