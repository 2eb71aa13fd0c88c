import { describe, expect, test } from 'vitest';
import { EmailAddress, line, said, saidInOneLine, visible } from './text.ts';

const fits = (schema: { safeParse: (text: string) => { success: boolean } }, text: string): boolean =>
  schema.safeParse(text).success;

describe('a text that somebody writes', () => {
  test.each(['', ' ', '\t\n', '\u00a0\ufeff', '\u3000'])('is not %j', (text) => {
    expect([fits(said(5), text), fits(saidInOneLine(5), text)]).toEqual([false, false]);
  });

  test('is trimmed before it is measured', () => {
    expect([said(5).parse('  Zoë\nx '), saidInOneLine(5).parse(' 映画館 ')]).toEqual(['Zoë\nx', '映画館']);
  });

  test.each(['a\nb', 'a\u0000', 'a\u007fb', 'a\u0085b'])(
    'has no control characters in one line: %j',
    (text) => {
      expect([fits(said(5), text), fits(saidInOneLine(5), text), fits(line(5), text)]).toEqual([
        true,
        false,
        false,
      ]);
    },
  );

  test.each(['Zoë O’Neil', "d'Arc", '李小龍', 'السيد', '👩‍👩‍👧', 'a\u200bb', 'a\u2028b'])(
    'may be %s in one line',
    (text) => {
      expect([saidInOneLine(20).parse(text), said(20).parse(text)]).toEqual([text, text]);
    },
  );

  test('is judged in no time, however long it is', () => {
    const startedAt = performance.now();
    expect(fits(saidInOneLine(5), `${'a'.repeat(250_000)}\nb`)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  test('says what is missing once', () => {
    const { error } = saidInOneLine(5).safeParse(' ');
    expect(error?.issues.map(({ message }) => message)).toEqual(['is needed']);
  });
});

test.each([
  ['guest@example.test', true],
  ["o'neil+a.b@a-b.co.uk", true],
  [`${'x'.repeat(64)}@example.test`, true],
  [`${'x'.repeat(65)}@example.test`, false],
  ['a..b@example.test', false],
  ['a@-b.test', false],
  ['a@b', false],
  ['a@b.test\r\nBcc: c@d.test', false],
])('whether %j is an address is %s', (text, isOne) => {
  expect(fits(EmailAddress, text)).toBe(isOne);
});

test.each(['', 'a b', 'é', 'a\n'])('%j is not visible ASCII', (text) => {
  expect(fits(visible(5), text)).toBe(false);
});
