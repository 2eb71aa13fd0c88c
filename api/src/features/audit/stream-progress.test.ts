import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, begun, holeOf, passOver, type Seen } from './stream-progress.ts';

const seen = (...seqs: readonly number[]): Seen[] => seqs.map((seq) => ({ seq, id: `${seq}-0` }));

test('everything in turn leaves nothing ahead', () => {
  expect(advance(advance(begun, seen(1, 2, 3)), seen(3, 4))).toEqual({ through: 4, ahead: [] });
});

test('a hole is named until it is filled or given up', () => {
  const torn = advance(begun, seen(2, 6, 7, 9));
  expect(holeOf(torn)).toEqual({ from: 3, to: 5, nextId: '6-0' });
  expect(holeOf(advance(torn, seen(5, 3, 4)))).toEqual({ from: 8, to: 8, nextId: '9-0' });
  expect(passOver(torn, { to: 5 })).toEqual({ through: 7, ahead: [{ from: 9, to: 9, firstId: '9-0' }] });
});

test('whatever the order, the batches and the repeats, all of them is all of them', () => {
  const batches = fc.array(fc.array(fc.integer({ min: 1, max: 30 })), { maxLength: 20 });
  fc.assert(
    fc.property(batches, fc.integer({ min: 2, max: 30 }), (some, last) => {
      const torn = some.reduce((progress, batch) => advance(progress, seen(...batch)), begun);
      const missing = torn.ahead.flatMap(({ from }) => [from - 1]);
      expect(missing.every((seq) => !some.flat().includes(seq))).toBe(true);
      const all = Array.from({ length: last }, (_, index) => index + 1);
      const whole = advance(torn, seen(...all));
      expect(whole.through).toBeGreaterThanOrEqual(last);
      expect(advance(whole, seen(...some.flat()))).toEqual(whole);
    }),
  );
});
