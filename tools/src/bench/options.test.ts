import { expect, test } from 'vitest';
import { readBenchOptions } from './options.ts';

const known = ['hold-endpoint', 'seat-map'];

test('without arguments all rows run in five rounds at full size', () => {
  expect(readBenchOptions([], known)).toEqual({ rows: [], rounds: 5, scale: 1, minutes: 0 });
});

test('rows may be named, several times', () => {
  expect(readBenchOptions(['--row', 'seat-map', '--row', 'hold-endpoint'], known).rows).toEqual([
    'seat-map',
    'hold-endpoint',
  ]);
});

test.each([
  [['--row', 'nothing'], 'There is no row "nothing"; rows: hold-endpoint, seat-map.'],
  [['--rounds', '0'], '--rounds wants a number from 1 to 100, not "0".'],
  [['--minutes', 'x'], '--minutes wants a number up to 1440, not "x".'],
  [['--scale', 'x'], '--scale wants a number up to 10, not "x".'],
])('refuses %j in one sentence', (args, said) => {
  expect(() => readBenchOptions(args, known)).toThrow(said);
});
