import { expect, test } from 'vitest';
import { EnrolCode, enrolCodeLength, enrolCodeOf } from './enrol-code.ts';

const numbers = Array.from({ length: enrolCodeLength }, (_, index) => index * 2 + 1);

test('a code is three groups of four characters that nobody mistakes', () => {
  expect(enrolCodeOf(numbers)).toBe('1357-9BDF-HKNQ');
});

test.each(['1357-9bdf-hknq', ' i357 9BDF hknq ', 'l3579BDFHKNQ'])('%s is read as it was meant', (typed) => {
  expect(EnrolCode.parse(typed)).toBe(enrolCodeOf(numbers));
});

test.each(['', '1357-9BDF', '1357-9BDF-HKNQ-1', '1357-9BDF-HKNU'])('%s is no code', (typed) => {
  expect(EnrolCode.safeParse(typed).success).toBe(false);
});
