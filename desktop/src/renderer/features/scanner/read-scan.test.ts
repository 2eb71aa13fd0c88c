import { expect, test } from 'vitest';
import { readScan, readTyped } from './read-scan.ts';

const signature = 'aB-_9'.repeat(17) + 'x';
const whole = (text: string) => readScan({ text, isWhole: true });

test('knows a ticket, a guest’s code, and what is neither', () => {
  expect(whole(`FOYER1:K7QM-3FXA:sho_1:F12:${signature}`)).toEqual({
    kind: 'ticket',
    reference: 'K7QM-3FXA',
    seat: 'F12',
  });
  expect(whole('fh0a7k2m9qxr4tbd1234')).toEqual({ kind: 'hand-over', code: 'FH0A-7K2M-9QXR-4TBD-1234' });
  expect(whole('5901234123457')).toEqual({ kind: 'foreign' });
  expect(whole('')).toEqual({ kind: 'foreign' });
});

test('tells a code of ours that lacks something from a foreign one', () => {
  expect(whole('FOYER1:K7QM-3FXA:sho_1:F12:short')).toEqual({ kind: 'broken' });
  expect(whole('FH0A-7K2M-9QXR')).toEqual({ kind: 'broken' });
  expect(readScan({ text: 'FOYER1:K7QM', isWhole: false })).toEqual({ kind: 'unended' });
  expect(readScan({ text: '5901234123457', isWhole: false })).toEqual({ kind: 'unended' });
});

test('a whole code counts, whatever key the scanner left out after it', () => {
  const text = 'FH0A-7K2M-9QXR-4TBD-1234';
  expect(readScan({ text, isWhole: false })).toEqual({ kind: 'hand-over', code: text });
});

test('reads what people type', () => {
  expect(readTyped(' k7qm 3fxa ')).toEqual({ kind: 'reference', reference: 'K7QM-3FXA' });
  expect(readTyped('K7QM3FXA')).toEqual({ kind: 'reference', reference: 'K7QM-3FXA' });
  expect(readTyped('fho a7k2m 9qxr 4tbd 1234')).toMatchObject({ kind: 'hand-over' });
  expect(readTyped('popcorn')).toBeNull();
});
