import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BoxOffice } from '../harness/box-office.ts';
import { holes } from './planted-holes.ts';
import { findingLines } from './report.ts';
import { finds, fuzzAll, startFuzzedBox } from './run-security.ts';

const casesEach = 5;

let box: BoxOffice;
beforeAll(async () => {
  box = await startFuzzedBox();
});
afterAll(() => box.stop());

/** The short form of `npm run test:security`: each run has callers and cases of its own, and a failure names its seed. */
test('no route and no event does what it should not, whoever says what', { timeout: 120_000 }, async () => {
  const seed = Date.now() % 1_000_000;
  const { pairs, findings } = await fuzzAll(box, { casesPerPair: casesEach, seed, oneCallerEach: true });
  expect({ seed, findings: findingLines(findings) }).toEqual({ seed, findings: [] });
  expect(pairs.reduce((total, { cases }) => total + cases, 0)).toBe(casesEach * pairs.length);
});

test.each(holes)('finds a planted hole: $name', { timeout: 120_000 }, async (hole) => {
  expect(await finds(box, hole, 20_261_125)).toBe(true);
});
