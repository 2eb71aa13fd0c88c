import { expect, test } from 'vitest';
import { judgeStrength, strikesIn } from './strength.ts';

const faults = ['kill', 'wipe'];
const strong = { operations: 1_000, acknowledgedWrites: 300, paidSales: 120 };
const struck = (...names: string[]) => names.map((fault) => ({ fault }));

test('each kind of fault strikes twenty times in a million operations, and once in a few', () => {
  expect([1, 50_000, 200_000, 1_000_000].map(strikesIn)).toEqual([1, 1, 4, 20]);
});

test('a run lacks nothing where its shares and its strikes suffice', () => {
  const { lacks, scale } = judgeStrength(strong, {
    operations: 1_000,
    faults,
    struck: struck('kill', 'wipe'),
  });
  expect(lacks).toEqual([]);
  expect(scale).toContain('scaled down from 20');
});

test('a run is weak where it sells little, or a fault stays away', () => {
  const poor = { operations: 1_000, acknowledgedWrites: 249, paidSales: 99 };
  expect(judgeStrength(poor, { operations: 1_000, faults, struck: struck('kill') }).lacks).toEqual([
    '24.9 % acknowledged writes, wanted are 25.0 %',
    '9.9 % paid sales, wanted are 10.0 %',
    'wipe struck 0 times, wanted are 1',
  ]);
});
