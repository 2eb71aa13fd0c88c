import { Seat } from '@foyer/shared/http/seat-map';
import { expect, test } from 'vitest';
import { areasOf } from './areas.ts';
import { hallOrder } from './hall-order.ts';

const row = (name: string, y: number, categories: string): readonly Seat[] =>
  Array.from(categories, (letter, index) =>
    Seat.parse({
      id: `${name}${index + 1}`,
      row: name,
      number: index + 1,
      x: index,
      y,
      kind: 'STANDARD',
      category: letter === 'p' ? 'premium' : 'standard',
    }),
  );

test('names an area beside its rows; a place of another price in one of them makes no row of its own', () => {
  const order = hallOrder([
    ...row('A', 0, 'sss'),
    ...row('B', 1, 'sss'),
    ...row('C', 2, 'spp'),
    ...row('D', 3, 'ppp'),
  ]);
  const areas = areasOf(order, ['standard', 'premium']);
  expect(areas.map(({ category, rows }) => [category, rows.top, rows.bottom])).toEqual([
    ['standard', 0, 1],
    ['premium', 2, 3],
  ]);
  expect(areas[1]?.seats.map(({ id }) => id)).toEqual(['C2', 'C3', 'D1', 'D2', 'D3']);
});

test('draws none where one price is for all', () => {
  expect(areasOf(hallOrder(row('A', 0, 'sss')), ['standard'])).toEqual([]);
});
