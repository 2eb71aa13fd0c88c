import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HandOverCode,
  handOverCodeOf,
  looksLikeHandOverCode,
  partitionIn,
  secretLength,
} from './hand-over-code.ts';

const secret = fc.array(fc.integer({ min: 0, max: 31 }), {
  minLength: secretLength,
  maxLength: secretLength,
});
const partition = fc.integer({ min: 0, max: 1_023 });

describe('a hand-over code', () => {
  it('is five groups of four that begin with FH and carry the partition', () => {
    fc.assert(
      fc.property(partition, secret, (number, numbers) => {
        const code = handOverCodeOf(number, numbers);
        expect(code).toMatch(/^FH..(-[0-9A-Z]{4}){4}$/);
        expect(partitionIn(code)).toBe(number);
      }),
    );
  });

  it('differs wherever partition or secret differ', () => {
    fc.assert(
      fc.property(partition, secret, partition, secret, (one, first, other, second) => {
        const isSame = one === other && first.join() === second.join();
        expect(handOverCodeOf(one, first) === handOverCodeOf(other, second)).toBe(isSame);
      }),
    );
  });

  it('is read as people type it', () => {
    const typed = ' fhol-7k2m 7k2m 7k2m-7k2i';
    expect(HandOverCode.parse(typed)).toBe('FH01-7K2M-7K2M-7K2M-7K21');
  });

  it.each(['', 'FH', 'FH01-7K2M', 'XX01-7K2M-7K2M-7K2M-7K21', 'FH01-7K2M-7K2M-7K2M-7K2U', 'x'.repeat(65)])(
    'is not %j',
    (text) => {
      expect(looksLikeHandOverCode(text)).toBe(false);
    },
  );
});
