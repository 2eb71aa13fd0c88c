// @vitest-environment node
import { codesOf, papersOf, readEscPos, type Token } from '@foyer/tools/doubles/printer/escpos-reader';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PaperEncoding } from '../../bridge/printer.ts';
import { bytesOf } from './escpos.ts';
import { saleMarkUp, testMarkUp } from './mark-up.ts';
import { previewOf } from './preview.ts';
import { buildSale } from './test-sale.ts';

const head = { house: 'Kanal-Lichtspiele', till: 'Front 1', columns: 42 };
const encodings: readonly PaperEncoding[] = ['multilingual', 'cp858'];

function print(markUp: string, encoding: PaperEncoding = 'multilingual'): readonly Token[] {
  return readEscPos(bytesOf(markUp, { columns: head.columns, encoding }));
}

/** What the printer does apart from printing letters where they fall: of each such command how many, and with what. */
function deeds(tokens: readonly Token[]): readonly string[] {
  const layout = [
    'LF',
    'ESC t',
    'ESC $',
    'ESC \\',
    'ESC -',
    'FS -',
    'ESC E',
    'GS B',
    'GS !',
    'GS L',
    'GS W',
    'ESC a',
  ];
  return tokens.flatMap((token) =>
    token.kind === 'command' && !layout.includes(token.name)
      ? [`${token.name} ${token.data.toString('hex')}`]
      : [],
  );
}

/** Which looks letters are given: a title that injects one adds a value here. */
function looks(tokens: readonly Token[]): readonly string[] {
  const seen = tokens.flatMap((token) =>
    token.kind === 'command' && ['ESC -', 'FS -', 'ESC E', 'GS B', 'GS !', 'ESC a'].includes(token.name)
      ? [`${token.name} ${token.data.toString('hex')}`]
      : [],
  );
  return [...new Set(seen)].sort();
}

describe('a sale on paper', () => {
  test('is a receipt and a slip for each seat, each cut off', () => {
    const tokens = print(saleMarkUp(buildSale(), head, null));
    const [receipt = '', ...slips] = papersOf(tokens);
    expect(receipt).toMatch(/Kanal-Lichtspiele.*RECEIPT.*F12 Adult *\?13\.00.*F13 Child/s);
    expect(receipt).toMatch(/TOTAL *\?22\.00\nCash *\?22\.00/);
    expect(receipt).toContain('given away, list price ?13.00');
    expect(receipt).toMatch(
      /Reference *K7QM-3FXA\nSold *Thu 26 Nov 2026, 19:58\nTill *Front 1\nServed by *Casey/,
    );
    expect(slips).toHaveLength(3);
    expect(slips[1]).toMatch(
      /Thu 26 Nov 2026, 20:15\n *Saal 2\n.*Seat F13\n *Child.*K7QM-3FXA, ticket 2 of 3/s,
    );
    expect(codesOf(tokens)).toEqual(buildSale().tickets.map(({ qr }) => qr));
  });

  test('says on every copy that it is one, and why', () => {
    const papers = papersOf(print(saleMarkUp(buildSale(), head, 'Paper jam')));
    expect(papers.filter((paper) => /COPY[^]*Paper jam/.test(paper))).toHaveLength(4);
  });

  test('leaves out what nobody has said, and money that was not taken', () => {
    const sale = buildSale({
      cashier: null,
      payments: [
        { tender: 'CARD', status: 'DECLINED', amountMinor: 2200, cardLast4: null },
        { tender: 'CARD', status: 'CAPTURED', amountMinor: 2200, cardLast4: '4242' },
      ],
    });
    const [receipt = ''] = papersOf(print(saleMarkUp(sale, { ...head, house: null, till: null }, null)));
    expect(receipt).not.toMatch(/Kanal|Till|Served/);
    expect(receipt.match(/Card/g)).toHaveLength(1);
    expect(receipt).toContain('Card ...4242');
  });

  test('says what was put down in cash and what went back, beside a card as well', () => {
    const sale = buildSale({
      payments: [
        { tender: 'CASH', status: 'CAPTURED', amountMinor: 1650, cardLast4: null },
        { tender: 'CARD', status: 'CAPTURED', amountMinor: 550, cardLast4: '1111' },
      ],
      givenMinor: 2000,
    });
    const [receipt = ''] = papersOf(print(saleMarkUp(sale, head, null)));
    expect(receipt).toMatch(
      /TOTAL *\?22\.00\nCash *\?16\.50\nCard \.\.\.1111 *\?5\.50\nCash given *\?20\.00\nChange *\?3\.50\n/,
    );
    const [unsaid = ''] = papersOf(print(saleMarkUp({ ...sale, givenMinor: null }, head, null)));
    expect(unsaid).not.toContain('Change');
  });

  test.each(encodings)('prints the letters of the west in %s', (encoding) => {
    const bytes = bytesOf(testMarkUp(head, new Date(0)), { columns: 42, encoding });
    expect(bytes.includes(Buffer.from('TEST PAGE'))).toBe(true);
    expect(bytes.toString('latin1')).not.toContain('?');
  });
});

describe('words from outside', () => {
  const spitefulSigns =
    '{}|"\\~_`^-=;:\u1fef\u037e\u0301\u202e\ud800\n\r\t\0\x1b\x1d\x10\x04\x7f\u009b'.split('');
  const spiteful = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...spitefulSigns),
      fc.constantFrom(
        '{code:x;option:qrcode,8,h}',
        '{command:\\x1bp\\x00}',
        '\\x1b',
        '\\n',
        '\n=\n',
        '{w:0}',
        '\n---\n',
      ),
      fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
    ),
    minLength: 1,
    maxLength: 20,
  });
  const words = (most: number) =>
    spiteful.map((text) => text.slice(0, most)).filter((text) => text.length > 0);

  test.each(encodings)('never become commands in %s', { timeout: 30_000 }, (encoding) => {
    const plain = print(saleMarkUp(buildSale(), head, 'Jam'), encoding);
    fc.assert(
      fc.property(words(200), words(80), words(100), (film, type, name) => {
        const lines = buildSale().lines.map((line) => ({ ...line, ticketType: type }));
        const sale = buildSale({ film, hall: name, cashier: name, reference: type.slice(0, 20), lines });
        const tokens = print(saleMarkUp(sale, { ...head, house: name, till: type }, name), encoding);
        expect(deeds(tokens)).toEqual(deeds(plain));
        expect(looks(plain)).toEqual(expect.arrayContaining([...looks(tokens)]));
      }),
      { numRuns: 30 },
    );
  });

  test('come out as they are, every sign of ASCII', () => {
    const signs = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join('');
    const [, slip = ''] = papersOf(print(saleMarkUp(buildSale({ hall: signs }), head, null)));
    expect(slip.replaceAll(/[\n ]/g, '')).toContain(signs);
  });

  test('never become elements of the preview, which loads nothing', () => {
    const sheet = { columns: 42, encoding: 'multilingual' } as const;
    const svg = previewOf(saleMarkUp(buildSale({ film: '<script>1</script>&"\'' }), head, null), sheet);
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/<script|<style|url\(|href=/);
    expect(svg.match(/<path [^>]*stroke="transparent"/g)).toHaveLength(3);
  });

  test(
    'never make a real-time command, which a printer obeys wherever it stands',
    { timeout: 30_000 },
    () => {
      fc.assert(
        fc.property(words(200), (film) => {
          const bytes = bytesOf(saleMarkUp(buildSale({ film }), head, null), {
            columns: 42,
            encoding: 'multilingual',
          });
          expect([4, 5, 0x14].some((code) => bytes.includes(Buffer.from([0x10, code])))).toBe(false);
        }),
        { numRuns: 30 },
      );
    },
  );
});
