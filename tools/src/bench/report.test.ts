import { expect, test } from 'vitest';
import { reportLines, tableRows } from './report.ts';
import { isMet, type RowResult } from './row.ts';

const ratio = { label: 'ratio', unit: '', median: 0.71234, min: 0.6, max: 0.8 };
const result: RowResult = {
  rounds: 5,
  figures: [ratio, { label: 'holds', unit: 'holds/s', median: 4321.4, min: 4000, max: 5000 }],
  bars: [
    { label: 'ratio', wanted: { atLeast: 0.6 }, measured: ratio.median },
    { label: 'ratio', wanted: { atLeast: 0.75 }, measured: ratio.median },
  ],
  notes: ['fresh seats'],
};

test('a bar is met by what it wants exactly, from either side', () => {
  expect(isMet({ label: '', wanted: { atLeast: 0.6 }, measured: 0.6 })).toBe(true);
  expect(isMet({ label: '', wanted: { atLeast: 0.6 }, measured: 0.599 })).toBe(false);
  expect(isMet({ label: '', wanted: { atMost: 250 }, measured: 250 })).toBe(true);
  expect(isMet({ label: '', wanted: { atMost: 250 }, measured: 251 })).toBe(false);
});

test('a report says every figure with its spread and every bar with its verdict', () => {
  expect(reportLines(result)).toEqual([
    '  ratio: median 0.712 (min 0.6, max 0.8)',
    '  holds: median 4,321 holds/s (min 4,000, max 5,000)',
    '  bar: ratio ≥ 0.6 … met (0.712)',
    '  bar: ratio ≥ 0.75 … MISSED (0.712)',
    '  note: fresh seats',
  ]);
});

test('the table of the documentation has a line for each figure, with the bars it has to reach', () => {
  expect(tableRows('hold', result)).toEqual([
    '| hold | ratio | 0.712 | 0.6 | 0.8 |  | ≥ 0.6: met, ≥ 0.75: **missed** |',
    '| hold | holds | 4,321 | 4,000 | 5,000 | holds/s |  |',
  ]);
});
