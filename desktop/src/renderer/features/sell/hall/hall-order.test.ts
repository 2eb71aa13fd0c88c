import { Seat } from '@foyer/shared/http/seat-map';
import { SeatId } from '@foyer/shared/ids';
import { describe, expect, test } from 'vitest';
import { aislesOf, type Direction, hallOrder, startSeat, step } from './hall-order.ts';

/** Two rows of four with an aisle after the second seat; row B lacks its first seat; row A is given out of order. */
const hall = [
  seat('B', 2, 1, 1),
  seat('B', 3, 3, 1),
  seat('B', 4, 4, 1),
  seat('A', 4, 4, 0),
  seat('A', 3, 3, 0),
  seat('A', 2, 1, 0),
  seat('A', 1, 0, 0),
];
const order = hallOrder(hall);

describe('the cursor in the hall', () => {
  const steps: readonly (readonly [string, Direction, string])[] = [
    ['A1', 'right', 'A2'],
    ['A2', 'right', 'A3'],
    ['A4', 'right', 'B2'],
    ['B2', 'left', 'A4'],
    ['A1', 'left', 'A1'],
    ['B4', 'right', 'B4'],
    ['A3', 'down', 'B3'],
    ['A1', 'down', 'B2'],
    ['B2', 'up', 'A2'],
    ['A2', 'up', 'A2'],
    ['B4', 'down', 'B4'],
    ['A3', 'row-start', 'A1'],
    ['A1', 'row-end', 'A4'],
  ];

  test.each(steps)('goes from %s by %s to %s', (from, direction, to) => {
    expect(step(order, SeatId.parse(from), direction)).toBe(to);
  });

  test('visits every seat once on its way through the whole hall to the right', () => {
    const visited = [SeatId.parse('A1')];
    for (let next = step(order, visited[0] ?? SeatId.parse('A1'), 'right'); next !== visited.at(-1);) {
      visited.push(next);
      next = step(order, next, 'right');
    }
    expect(visited).toHaveLength(hall.length);
    expect(new Set(visited).size).toBe(hall.length);
  });

  test('begins at the free seat nearest to the best view', () => {
    const free = (id: string): boolean => id !== 'A2';
    expect(startSeat(hall, free, { x: 0.9, y: 0 })).toBe('A1');
  });

  test('begins somewhere even when nothing is free', () => {
    expect(startSeat(hall, () => false, { x: 1, y: 0 })).toBe('A2');
    expect(startSeat([], () => true, { x: 0, y: 0 })).toBeNull();
  });
});

test('finds the aisle in each row, and none between couples', () => {
  expect(aislesOf(order)).toEqual([
    { row: 'A', x: 2, y: 0 },
    { row: 'B', x: 2, y: 1 },
  ]);
  const couples = [0, 1, 3, 4].map((x) => ({ ...seat('C', x, x, 2), kind: 'COUPLE' as const }));
  expect(aislesOf(hallOrder(couples))).toEqual([]);
});

function seat(row: string, number: number, x: number, y: number): Seat {
  return Seat.parse({ id: `${row}${number}`, row, number, x, y, kind: 'STANDARD', category: 'standard' });
}
