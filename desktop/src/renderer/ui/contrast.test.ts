import { describe, expect, test } from 'vitest';
import tokensCss from './tokens.css?raw';

const themes = ['dark', 'light', 'contrast'] as const;

/** Text tokens and every surface that they are printed on. */
const textPairs: Readonly<Record<string, readonly string[]>> = {
  text: [
    'background',
    'panel',
    'raised',
    'pressed',
    'free',
    'accent-tint',
    'red-tint',
    'violet-tint',
    'blue-tint',
  ],
  secondary: ['background', 'panel', 'raised', 'pressed'],
  faint: ['background', 'panel', 'raised'],
  'on-accent': ['accent'],
  'accent-text': ['panel', 'background', 'raised', 'accent-tint'],
  red: ['panel', 'background', 'raised', 'red-tint'],
  green: ['panel', 'background'],
  violet: ['violet-tint', 'panel', 'background'],
  blue: ['blue-tint', 'panel', 'background'],
};

/** Shapes that carry meaning, and what they stand on. */
const shapePairs: Readonly<Record<string, readonly string[]>> = {
  edge: ['background', 'panel', 'raised', 'free'],
  'accent-edge': ['background', 'panel', 'raised'],
  'red-edge': ['panel', 'background'],
  'sold-mark': ['sold', 'background', 'raised'],
  violet: ['background', 'bar', 'raised'],
  'bar-sold': ['panel', 'raised'],
  focus: ['background', 'panel', 'raised'],
};

describe.each(themes)('the %s theme', (theme) => {
  const tokens = tokensOf(theme);
  const pairs = (table: typeof textPairs) =>
    Object.entries(table).flatMap(([on, surfaces]) => surfaces.map((surface) => [on, surface] as const));

  test.each(pairs(textPairs))('prints %s on %s with a contrast of at least 4.5', (text, surface) => {
    expect(contrast(tokens, text, surface)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(pairs(shapePairs))('draws %s on %s with a contrast of at least 3', (shape, surface) => {
    expect(contrast(tokens, shape, surface)).toBeGreaterThanOrEqual(3);
  });
});

function tokensOf(theme: string): ReadonlyMap<string, string> {
  const start = tokensCss.indexOf(`[data-theme='${theme}']`);
  const block = tokensCss.slice(start, tokensCss.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}

function contrast(tokens: ReadonlyMap<string, string>, one: string, other: string): number {
  const values = [luminance(tokens.get(one)), luminance(tokens.get(other))];
  return (Math.max(...values) + 0.05) / (Math.min(...values) + 0.05);
}

/** Relative luminance by WCAG 2.2. */
function luminance(colour: string | undefined): number {
  if (colour === undefined) throw new Error('a theme lacks a token');
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
