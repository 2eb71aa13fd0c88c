import type { Direction } from './hall-order.ts';

const directions: ReadonlyMap<string, Direction> = new Map([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['Home', 'row-start'],
  ['End', 'row-end'],
]);

/** The step a key means in the hall. */
export function directionOf(key: string): Direction | undefined {
  return directions.get(key);
}
