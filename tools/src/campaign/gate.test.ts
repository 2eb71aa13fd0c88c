import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openGate } from './gate.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** How many get in without any time going by. */
async function admitted(gate: ReturnType<typeof openGate>, people: number): Promise<(number | null)[]> {
  const numbers: (number | null)[] = [];
  for (let person = 0; person < people; person += 1) {
    void gate.admit().then((number) => numbers.push(number));
  }
  await vi.advanceTimersByTimeAsync(0);
  return numbers;
}

test('beyond what is allowed operations trickle, and go on when more is allowed', async () => {
  const gate = openGate(6, 100);
  gate.allowUpTo(2);
  const numbers = await admitted(gate, 6);
  expect(numbers).toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(100);
  expect(numbers).toEqual([1, 2, 3]);
  gate.allowUpTo(5);
  await vi.advanceTimersByTimeAsync(0);
  expect(numbers).toEqual([1, 2, 3, 4, 5]);
  gate.close();
});

test('when all have begun, or it is closed, nobody gets a number and everybody is told', async () => {
  const gate = openGate(2, 100);
  const both = gate.reached(2);
  expect(await admitted(gate, 3)).toEqual([1, 2, null]);
  await both;
  const closed = openGate(5, 100);
  closed.allowUpTo(0);
  const numbers = await admitted(closed, 1);
  closed.close();
  await vi.advanceTimersByTimeAsync(0);
  expect(numbers).toEqual([null]);
  gate.close();
});
